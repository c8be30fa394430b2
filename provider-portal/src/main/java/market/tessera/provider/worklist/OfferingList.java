package market.tessera.provider.worklist;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The offerings of one's providers, as a list that can be searched. */
@Repository
public class OfferingList {
    public static final int PAGE = 50;

    /** What a list shows of an offering. Its state is that of the newest version. */
    private static final String ROWS = """
            select o.id, p.name as provider_name, o.status, o.edition,
              coalesce(d.title, v.title) as title,
              coalesce(d.state, case o.status when 'published' then 'published' when 'withdrawn' then 'retired' else 'idea' end) as state,
              greatest(o.updated_at, d.updated_at) as changed_at,
              (select count(*) from intake i where i.offering = o.id and i.closed_at is null) as intakes,
              v.completeness
            from offering o join provider p on p.id = o.provider
            left join offering_draft d on d.offering = o.id
            left join offering_version v on v.offering = o.id and v.edition = o.edition
            where o.provider = any(:providers)
            """;

    private final DatabaseClient database;

    OfferingList(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param state of the newest version
     * @param published whether an edition is on the market meanwhile
     * @param edition the one that is public, or was
     * @param completeness of the public version, in percent
     */
    public record Row(
            UUID id,
            String title,
            String provider,
            WorkflowState state,
            boolean published,
            @Nullable Integer edition,
            long intakes,
            @Nullable Integer completeness,
            Instant changedAt) {}

    /** What is looked for. */
    public record Query(
            String text,
            @Nullable WorkflowState state,
            @Nullable UUID provider,
            int page) {}

    /** @param total of all pages */
    public record Page(List<Row> rows, long total) {}

    /** Those changed last come first. */
    public Mono<Page> find(ProviderScope scope, Query query) {
        var rows = filtered("select * from (" + ROWS + ") as listed", scope, query, """
                         order by changed_at desc, id desc limit :limit offset :offset
                        """)
                .bind("limit", PAGE)
                .bind("offset", (long) (query.page() - 1) * PAGE)
                .map(OfferingList::row)
                .all()
                .collectList();
        var total = filtered("select count(*) as total from (" + ROWS + ") as listed", scope, query, "")
                .map(row -> Columns.required(row, "total", Long.class))
                .one();
        return Mono.zip(rows, total, Page::new);
    }

    /** Where a row stands in the list. */
    public record Position(Instant changedAt, UUID id) {}

    /** The rows after a position, from the first where there is none, in the same order; the page of the query does not matter. */
    public Flux<Row> after(ProviderScope scope, Query query, @Nullable Position position, int limit) {
        return filtered("select * from (" + ROWS + ") as listed", scope, query, """
                         and (:changedAt::timestamptz is null or (changed_at, id) < (:changedAt, :after))
                        order by changed_at desc, id desc limit :limit
                        """)
                .bind("changedAt", Columns.orNull(position == null ? null : position.changedAt(), Instant.class))
                .bind("after", Columns.orNull(position == null ? null : position.id(), UUID.class))
                .bind("limit", limit)
                .map(OfferingList::row)
                .all();
    }

    /** How many there are in each state. */
    public Mono<Map<WorkflowState, Long>> counts(ProviderScope scope) {
        return database.sql("select state, count(*) as total from (" + ROWS + ") as listed group by state")
                .bind("providers", scope.providers())
                .map(row -> Map.entry(
                        WorkflowState.of(Columns.required(row, "state", String.class)),
                        Columns.required(row, "total", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private DatabaseClient.GenericExecuteSpec filtered(String select, ProviderScope scope, Query query, String rest) {
        return database.sql(select + """
                         where (:text = '' or title ilike '%' || :text || '%') and (:state = '' or state = :state)
                        """ + rest)
                .bind("providers", providers(scope, query))
                .bind("text", query.text().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1"))
                .bind(
                        "state",
                        Optional.ofNullable(query.state())
                                .map(WorkflowState::code)
                                .orElse(""));
    }

    /** A provider that is not in scope matches nothing. */
    private static UUID[] providers(ProviderScope scope, Query query) {
        return query.provider() == null
                ? scope.providers()
                : List.of(scope.providers()).stream()
                        .filter(query.provider()::equals)
                        .toArray(UUID[]::new);
    }

    private static Row row(Readable row) {
        var completeness = row.get("completeness", java.math.BigDecimal.class);
        return new Row(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "title", String.class),
                Columns.required(row, "provider_name", String.class),
                WorkflowState.of(Columns.required(row, "state", String.class)),
                Columns.required(row, "status", String.class).equals("published"),
                row.get("edition", Integer.class),
                Columns.required(row, "intakes", Long.class),
                completeness == null ? null : completeness.movePointRight(2).intValue(),
                Columns.required(row, "changed_at", Instant.class));
    }
}
