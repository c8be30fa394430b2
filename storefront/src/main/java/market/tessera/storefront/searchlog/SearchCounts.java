package market.tessera.storefront.searchlog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import market.tessera.storefront.searchlog.Counted.Click;
import market.tessera.storefront.searchlog.Counted.Look;
import market.tessera.storefront.searchlog.Counted.Search;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The counts of each day. Rows are written in one order, so that storefronts do not wait for each other in a circle. */
@Repository
class SearchCounts {
    /** Whoever sends nonsense all day fills no more than this; what is known by then goes on being counted. */
    private static final int MOST_ROWS_A_DAY = 100_000;

    private final DatabaseClient database;
    private final InterestCounts interest;
    private final ToldDays told;
    private final TransactionalOperator transaction;

    SearchCounts(DatabaseClient database, InterestCounts interest, TransactionalOperator transaction) {
        this.database = database;
        this.interest = interest;
        this.told = new ToldDays(database, "unmet_day", UnmetDemand.TYPE);
        this.transaction = transaction;
    }

    /** What was looked for on a day and not found, and how often. */
    record Unmet(String query, long searches) {}

    private record Row(LocalDate day, String channel, String query, String filters) implements Comparable<Row> {
        private static final Comparator<Row> ORDER = Comparator.comparing(Row::day)
                .thenComparing(Row::channel)
                .thenComparing(Row::query)
                .thenComparing(Row::filters);

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }

    private record Tally(int searches, int unmet, long results) {
        static Tally of(Search search) {
            return new Tally(1, search.met() ? 0 : 1, search.results());
        }

        Tally and(Tally later) {
            return new Tally(searches + later.searches, unmet + later.unmet, later.results);
        }
    }

    Mono<Void> add(List<Counted> counted) {
        var searches = new TreeMap<Row, Tally>();
        var clicks = new ArrayList<Click>();
        var looks = new ArrayList<Look>();
        for (var each : counted) {
            switch (each) {
                case Search search ->
                    searches.merge(
                            new Row(search.day(), search.channel(), search.query(), search.filters()),
                            Tally.of(search),
                            Tally::and);
                case Click click -> clicks.add(click);
                case Look look -> looks.add(look);
            }
        }
        return addSearches(searches)
                .then(addClicks(clicks))
                .then(interest.add(looks))
                .as(transaction::transactional);
    }

    private Mono<Void> addSearches(SortedMap<Row, Tally> searches) {
        if (searches.isEmpty()) {
            return Mono.empty();
        }
        var rows = List.copyOf(searches.keySet());
        var tallies = List.copyOf(searches.values());
        return database.sql("""
                        insert into search_count (day, channel, query, filters, searches, unmet, results)
                        select new.day::date, new.channel, new.query, new.filters, new.searches, new.unmet, new.results
                        from unnest(:days::text[], :channels::text[], :queries::text[], :filters::text[],
                                    :searches::integer[], :unmet::integer[], :results::bigint[])
                          as new (day, channel, query, filters, searches, unmet, results)
                        where (select count(*) from (select from search_count where day = new.day::date limit :most) as known) < :most
                           or exists (select from search_count as known where known.day = new.day::date and known.channel = new.channel
                                        and known.query = new.query and known.filters = new.filters)
                        on conflict (day, channel, query, filters) do update
                          set searches = search_count.searches + excluded.searches,
                              unmet = search_count.unmet + excluded.unmet,
                              results = excluded.results
                        """)
                .bind("days", texts(rows, row -> row.day().toString()))
                .bind("channels", texts(rows, Row::channel))
                .bind("queries", texts(rows, Row::query))
                .bind("filters", texts(rows, Row::filters))
                .bind("searches", tallies.stream().map(Tally::searches).toArray(Integer[]::new))
                .bind("unmet", tallies.stream().map(Tally::unmet).toArray(Integer[]::new))
                .bind("results", tallies.stream().map(Tally::results).toArray(Long[]::new))
                .bind("most", MOST_ROWS_A_DAY)
                .then();
    }

    /** Only of what somebody has looked for: anybody can send a click. */
    private Mono<Void> addClicks(List<Click> clicks) {
        var ordered = clicks.stream()
                .sorted(Comparator.comparing(Click::day)
                        .thenComparing(Click::query)
                        .thenComparing(Click::rank))
                .toList();
        return Flux.fromIterable(ordered).concatMap(this::add).then();
    }

    private Mono<Void> add(Click click) {
        return database.sql("""
                        insert into search_click (day, query, rank, clicks)
                        select :day, :query, :rank, 1
                        where exists (select from search_count where day >= :day - 1 and query = :query)
                        on conflict (day, query, rank) do update set clicks = search_click.clicks + 1
                        """)
                .bind("day", click.day())
                .bind("query", click.query())
                .bind("rank", click.rank())
                .then();
    }

    /** What people have looked for in vain, most wanted first; what only one or two did stays theirs. */
    Mono<List<Unmet>> unmet(LocalDate day, int least, int most) {
        return database.sql("""
                        select query, sum(unmet) as searches from search_count
                        where day = :day and channel = 'page' and query <> ''
                        group by query having sum(unmet) >= :least
                        order by sum(unmet) desc, query limit :most
                        """)
                .bind("day", day)
                .bind("least", least)
                .bind("most", most)
                .mapProperties(Unmet.class)
                .all()
                .collectList();
    }

    Mono<Void> forget(LocalDate before) {
        return delete("delete from search_count where day < :before", before)
                .then(delete("delete from search_click where day < :before", before))
                .then(told.forget(before))
                .then(interest.forget(before));
    }

    private Mono<Void> delete(String sql, LocalDate before) {
        return database.sql(sql).bind("before", before).then();
    }

    /** Whether the day was not told before; it is now. */
    Mono<Boolean> beginTelling(LocalDate day) {
        return told.begin(day);
    }

    private static String[] texts(List<Row> rows, Function<Row, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }
}
