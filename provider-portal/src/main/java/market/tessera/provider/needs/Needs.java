package market.tessera.provider.needs;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.provider.needs.Need.Employer;
import market.tessera.provider.needs.Need.Kind;
import market.tessera.provider.needs.Need.State;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The needs of providers. */
@Repository
public class Needs {
    static final int MOST = 200;
    private static final int DAYS = 90;
    private static final String FIND = """
            select n.*, p.name as provider_name, coalesce(d.elements, v.elements) ->> 'title' as offering_title,
              (select sum(searches)::bigint from unmet_search u where u.query = n.query and u.day > :since) as searches
            from need n join provider p on p.id = n.provider
            left join offering o on o.id = n.offering
            left join offering_draft d on d.offering = o.id
            left join offering_version v on v.offering = o.id and v.edition = o.edition
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Needs(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those of a state, employers' first, then the latest. */
    Flux<Need> board(ProviderScope scope, State state) {
        return database.sql(FIND + """
                        where n.provider = any(:providers) and n.state = :state
                        order by n.kind = 'employer' desc, searches desc nulls last, n.at desc, n.id limit :limit
                        """)
                .bind("since", since())
                .bind("providers", scope.providers())
                .bind("state", state.key())
                .bind("limit", MOST)
                .map(Needs::need)
                .all();
    }

    public Mono<Need> find(ProviderScope scope, UUID id) {
        return database.sql(FIND + "where n.id = :id and n.provider = any(:providers)")
                .bind("since", since())
                .bind("id", id)
                .bind("providers", scope.providers())
                .map(Needs::need)
                .one();
    }

    /** Why an offering is there. */
    public Flux<Need> behind(UUID offering) {
        return database.sql(FIND + "where n.offering = :offering order by n.at, n.id")
                .bind("since", since())
                .bind("offering", offering)
                .map(Needs::need)
                .all();
    }

    Mono<Void> note(UUID provider, String title, String details, String by) {
        return insert(provider, Kind.NOTE, title, details, null, null, by).then();
    }

    Mono<Void> request(UUID provider, String title, String details, Employer employer) {
        return insert(provider, Kind.EMPLOYER, title, details, employer, null, employer.organisation())
                .then();
    }

    /** Puts an unmet search on the board, once. */
    Mono<Void> takeUp(UUID provider, String query, String by) {
        return database.sql("select 1 from unmet_search where query = :query limit 1")
                .bind("query", query)
                .fetch()
                .first()
                .flatMap(_ -> insert(provider, Kind.SEARCH, query, "", null, query, by))
                .then();
    }

    private Mono<Long> insert(
            UUID provider,
            Kind kind,
            String title,
            String details,
            @Nullable Employer employer,
            @Nullable String query,
            String by) {
        return database.sql("""
                        insert into need (id, provider, kind, title, details, organisation, contact, email, people, query, by_name, at)
                        values (:id, :provider, :kind, :title, :details, :organisation, :contact, :email, :people, :query, :by, :now)
                        on conflict (provider, query) where query is not null do nothing
                        """)
                .bind("id", UUID.randomUUID())
                .bind("provider", provider)
                .bind("kind", kind.name().toLowerCase(java.util.Locale.ROOT))
                .bind("title", title)
                .bind("details", details)
                .bind("organisation", Columns.orNull(employer == null ? null : employer.organisation(), String.class))
                .bind("contact", Columns.orNull(employer == null ? null : employer.contact(), String.class))
                .bind("email", Columns.orNull(employer == null ? null : employer.email(), String.class))
                .bind("people", Columns.orNull(employer == null ? null : employer.people(), Integer.class))
                .bind("query", Columns.orNull(query, String.class))
                .bind("by", by)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated();
    }

    /** The need has led to this offering of its provider; false if it is not open any more. */
    public Mono<Boolean> propose(ProviderScope scope, UUID need, UUID offering) {
        return database.sql("""
                        update need n set state = 'proposed', offering = o.id from offering o
                        where n.id = :need and n.provider = any(:providers) and n.state = 'open'
                          and o.id = :offering and o.provider = n.provider
                        """)
                .bind("need", need)
                .bind("providers", scope.providers())
                .bind("offering", offering)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** From open to put aside, or back. */
    Mono<Void> move(ProviderScope scope, UUID need, State from, State to, @Nullable String why) {
        return database.sql("""
                        update need set state = :to, why = :why where id = :need and provider = any(:providers) and state = :from
                        """)
                .bind("to", to.key())
                .bind("from", from.key())
                .bind("why", Columns.orNull(why, String.class))
                .bind("need", need)
                .bind("providers", scope.providers())
                .then();
    }

    /** What was looked for in vain on all of the market, and how often; most wanted first. */
    record Unmet(String query, long searches) {}

    /** Those that are not yet on the board of the provider. */
    Flux<Unmet> unmet(UUID provider) {
        return database.sql("""
                        select query, sum(searches)::bigint as searches from unmet_search u
                        where day > :since and not exists (select from need n where n.provider = :provider and n.query = u.query)
                        group by query order by searches desc, query limit 30
                        """)
                .bind("since", since())
                .bind("provider", provider)
                .map(row -> new Unmet(
                        Columns.required(row, "query", String.class), Columns.required(row, "searches", Long.class)))
                .all();
    }

    /** As the storefront counted them that day; told again, it is the same. */
    Mono<Void> counted(LocalDate day, String query, long searches) {
        return database.sql("""
                        insert into unmet_search (query, day, searches) values (:query, :day, :searches)
                        on conflict (query, day) do update set searches = excluded.searches
                        """)
                .bind("query", query)
                .bind("day", day)
                .bind("searches", searches)
                .then();
    }

    Mono<Void> forgetCounts() {
        return database.sql("delete from unmet_search where day <= :since")
                .bind("since", since())
                .then();
    }

    private LocalDate since() {
        return LocalDate.now(clock).minusDays(DAYS);
    }

    private static Need need(Readable row) {
        var organisation = row.get("organisation", String.class);
        return new Need(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "provider", UUID.class),
                Columns.required(row, "provider_name", String.class),
                Kind.of(Columns.required(row, "kind", String.class)),
                Columns.required(row, "title", String.class),
                Columns.required(row, "details", String.class),
                organisation == null
                        ? null
                        : new Employer(
                                organisation,
                                Columns.required(row, "contact", String.class),
                                Columns.required(row, "email", String.class),
                                row.get("people", Integer.class)),
                row.get("searches", Long.class),
                Columns.required(row, "by_name", String.class),
                Columns.required(row, "at", Instant.class),
                State.of(Columns.required(row, "state", String.class)),
                row.get("why", String.class),
                row.get("offering", UUID.class),
                row.get("offering_title", String.class));
    }
}
