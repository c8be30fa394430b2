package market.tessera.provider.pathway;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The pathways of one's providers, as a list that can be searched. */
@Repository
public class PathwayList {
    private final DatabaseClient database;

    PathwayList(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param state of the newest version
     * @param published whether an edition is on the market meanwhile
     * @param parts how many offerings and pathways the newest version consists of
     */
    public record Row(
            UUID id,
            String title,
            String provider,
            WorkflowState state,
            boolean published,
            @Nullable Integer edition,
            int parts,
            Instant changedAt) {}

    /** Where a row stands in the list. */
    public record Position(Instant changedAt, UUID id) {}

    /** Those changed last come first; the rows after a position, from the first where there is none. */
    public Flux<Row> after(
            ProviderScope scope, String text, @Nullable WorkflowState state, @Nullable Position position, int limit) {
        return database.sql("""
                        select * from (
                          select w.id, p.name as provider_name, w.status = 'published' as published, w.edition,
                            coalesce(d.content, v.content) as content,
                            coalesce(d.state, case w.status when 'published' then 'published' else 'retired' end) as state,
                            greatest(w.updated_at, d.updated_at) as changed_at
                          from pathway w join provider p on p.id = w.provider
                          left join pathway_draft d on d.pathway = w.id
                          left join pathway_version v on v.pathway = w.id and v.edition = w.edition
                          where w.provider = any(:providers)) as listed
                        where (:text = '' or content ->> 'title' ilike '%' || :text || '%') and (:state = '' or state = :state)
                          and (:changedAt::timestamptz is null or (changed_at, id) < (:changedAt, :after))
                        order by changed_at desc, id desc limit :limit
                        """)
                .bind("providers", scope.providers())
                .bind("text", text.replaceAll("([\\\\%_])", "\\\\$1"))
                .bind(
                        "state",
                        Optional.ofNullable(state).map(WorkflowState::code).orElse(""))
                .bind("changedAt", Columns.orNull(position == null ? null : position.changedAt(), Instant.class))
                .bind("after", Columns.orNull(position == null ? null : position.id(), UUID.class))
                .bind("limit", limit)
                .map(PathwayList::row)
                .all();
    }

    private static Row row(Readable row) {
        var content = Columns.json(row, "content", PathwayContent.class);
        return new Row(
                Columns.required(row, "id", UUID.class),
                content.terms().title(),
                Columns.required(row, "provider_name", String.class),
                WorkflowState.of(Columns.required(row, "state", String.class)),
                Columns.required(row, "published", Boolean.class),
                row.get("edition", Integer.class),
                content.size(),
                Columns.required(row, "changed_at", Instant.class));
    }
}
