package market.tessera.storefront.searchlog;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.storefront.searchlog.Counted.Look;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How often each offering was looked at and compared on a day. Rows are written in one order, so that storefronts do not wait for each other in a circle. */
@Repository
class InterestCounts {
    static final String TYPE = "interest.counted";

    private final DatabaseClient database;
    private final ToldDays told;

    InterestCounts(DatabaseClient database) {
        this.database = database;
        this.told = new ToldDays(database, "interest_day", TYPE);
    }

    /** Of one offering on one day. */
    record Interest(UUID offering, int views, int comparisons) {
        static Interest of(Look look) {
            return new Interest(look.offering(), look.compared() ? 0 : 1, look.compared() ? 1 : 0);
        }

        Interest and(Interest other) {
            return new Interest(offering, views + other.views, comparisons + other.comparisons);
        }
    }

    Mono<Void> add(Collection<Look> looks) {
        var days = looks.stream().collect(Collectors.groupingBy(Look::day, TreeMap::new, Collectors.toList()));
        return reactor.core.publisher.Flux.fromIterable(days.entrySet())
                .concatMap(day -> add(day.getKey(), sums(day.getValue())))
                .then();
    }

    private static Collection<Interest> sums(List<Look> looks) {
        Map<UUID, Interest> sums = new TreeMap<>();
        looks.forEach(look -> sums.merge(look.offering(), Interest.of(look), Interest::and));
        return sums.values();
    }

    private Mono<Void> add(LocalDate day, Collection<Interest> sums) {
        return database.sql("""
                        insert into offering_interest (day, offering, views, comparisons)
                        select :day, * from unnest(:offerings::uuid[], :views::integer[], :comparisons::integer[])
                        on conflict (day, offering) do update
                          set views = offering_interest.views + excluded.views,
                              comparisons = offering_interest.comparisons + excluded.comparisons
                        """)
                .bind("day", day)
                .bind("offerings", sums.stream().map(Interest::offering).toArray(UUID[]::new))
                .bind("views", sums.stream().map(Interest::views).toArray(Integer[]::new))
                .bind("comparisons", sums.stream().map(Interest::comparisons).toArray(Integer[]::new))
                .then();
    }

    /** In the order of the offerings, those after one; at most so many. */
    Mono<List<Interest>> of(LocalDate day, UUID after, int most) {
        return database.sql("""
                        select offering, views, comparisons from offering_interest
                        where day = :day and offering > :after order by offering limit :most
                        """)
                .bind("day", day)
                .bind("after", after)
                .bind("most", most)
                .mapProperties(Interest.class)
                .all()
                .collectList();
    }

    /** Whether the day was not told before; it is now. */
    Mono<Boolean> beginTelling(LocalDate day) {
        return told.begin(day);
    }

    Mono<Void> forget(LocalDate before) {
        return database.sql("delete from offering_interest where day < :before")
                .bind("before", before)
                .then()
                .then(told.forget(before));
    }
}
