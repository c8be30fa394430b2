package market.tessera.provider.pathway;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.award.Credit;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a provider's pathways can consist of: its own offerings and pathways, and offerings of others that are public. */
@Repository
public class Parts {
    /** Most that a search shows. */
    static final int MOST = 20;

    private final DatabaseClient database;

    Parts(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Something that a pathway can consist of.
     *
     * @param provider name of whose it is; null for one's own
     * @param listed whether it is public
     * @param credit that it states; of a pathway, what its rule asks for
     */
    public record Part(
            UUID id,
            boolean pathway,
            String title,
            @Nullable String provider,
            boolean listed,
            @Nullable Credit credit) {}

    /** Of those that a pathway of the provider names, the ones that it can name, by their ids. */
    public Mono<Map<UUID, Part>> of(UUID provider, PathwayContent content) {
        return Flux.concat(offerings(provider, content.offerings()), pathways(provider, content.pathways()))
                .collectMap(Part::id);
    }

    private Flux<Part> offerings(UUID provider, List<UUID> ids) {
        return database.sql("""
                        select o.id, coalesce(v.elements, d.elements) ->> 'title' as title, null as provider_name, o.status = 'published' as listed,
                          coalesce(v.elements, d.elements) -> 'credit' as credit
                        from offering o
                        left join offering_version v on v.offering = o.id and v.edition = o.edition
                        left join offering_draft d on d.offering = o.id
                        where o.provider = :provider and o.id = any(:ids)
                        union all
                        select id, title, provider_name, true, credit from public_offerings(:ids, '', :most) where provider <> :provider
                        """)
                .bind("provider", provider)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("most", ids.size())
                .map(row -> part(row, false))
                .all();
    }

    private Flux<Part> pathways(UUID provider, List<UUID> ids) {
        return database.sql("""
                        select w.id, coalesce(v.content, d.content) ->> 'title' as title, null as provider_name, w.status = 'published' as listed,
                          case coalesce(v.content, d.content) #>> '{rule,type}' when 'creditSum'
                            then (coalesce(v.content, d.content) -> 'rule') - 'type' end as credit
                        from pathway w
                        left join pathway_version v on v.pathway = w.id and v.edition = w.edition
                        left join pathway_draft d on d.pathway = w.id
                        where w.provider = :provider and w.id = any(:ids)
                        """)
                .bind("provider", provider)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> part(row, true))
                .all();
    }

    /** What of it has these words in its title: one's own first, then by title. */
    public Flux<Part> search(ProviderScope scope, UUID provider, String words) {
        scope.require(provider, market.tessera.provider.staff.Role.values());
        return database.sql("""
                        select * from (
                          select o.id, false as pathway, coalesce(v.elements, d.elements) ->> 'title' as title, null as provider_name,
                            o.status = 'published' as listed, coalesce(v.elements, d.elements) -> 'credit' as credit, 1 as rank
                          from offering o
                          left join offering_version v on v.offering = o.id and v.edition = o.edition
                          left join offering_draft d on d.offering = o.id
                          where o.provider = :provider and o.status <> 'withdrawn'
                          union all
                          select w.id, true, coalesce(v.content, d.content) ->> 'title', null, w.status = 'published', null::jsonb, 0
                          from pathway w
                          left join pathway_version v on v.pathway = w.id and v.edition = w.edition
                          left join pathway_draft d on d.pathway = w.id
                          where w.provider = :provider and w.status <> 'withdrawn'
                          union all
                          select id, false, title, provider_name, true, credit, 2 from public_offerings(null, :words, :most) where provider <> :provider
                        ) as parts
                        where title ilike '%' || :words || '%'
                        order by rank, title, id limit :most
                        """)
                .bind("provider", provider)
                .bind("words", words.replaceAll("([\\\\%_])", "\\\\$1"))
                .bind("most", MOST)
                .map(row -> part(row, Columns.required(row, "pathway", Boolean.class)))
                .all();
    }

    private static Part part(Readable row, boolean pathway) {
        return new Part(
                Columns.required(row, "id", UUID.class),
                pathway,
                Columns.required(row, "title", String.class),
                row.get("provider_name", String.class),
                Columns.required(row, "listed", Boolean.class),
                Columns.jsonOrNull(row, "credit", Credit.class));
    }
}
