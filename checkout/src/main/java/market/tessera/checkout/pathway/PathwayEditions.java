package market.tessera.checkout.pathway;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.endorsement.EndorsedEdition;
import org.springframework.context.MessageSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pathways as they were published; who has earned one, or vouched for it, has done so with one edition. */
@Repository
public class PathwayEditions {
    private final DatabaseClient database;
    private final MessageSource words;
    private final JsonMapper json;

    PathwayEditions(DatabaseClient database, MessageSource words, JsonMapper json) {
        this.database = database;
        this.words = words;
        this.json = json;
    }

    /**
     * What an edition certifies.
     *
     * @param title of its badge
     * @param rule what had to be done, as the badge says it
     * @param parts titles, courses first
     */
    public record Edition(
            String title, String provider, String providerSlug, String summary, String rule, List<String> parts) {}

    public Mono<Edition> find(EndorsedEdition.Pathway pathway) {
        return database.sql("""
                        select e.snapshot, coalesce((
                            select array_agg(coalesce(o.title, w.title) order by part.kind, part.place)
                            from (
                              select 0 as kind, place, id::uuid as id from jsonb_array_elements_text(e.snapshot->'offerings') with ordinality as p (id, place)
                              union all
                              select 1, place, id::uuid from jsonb_array_elements_text(e.snapshot->'pathways') with ordinality as p (id, place)) part
                            left join offer o on o.id = part.id left join pathway w on w.id = part.id
                            where coalesce(o.title, w.title) is not null), '{}') as parts
                        from pathway_edition e where e.pathway = :pathway and e.edition = :edition
                        """)
                .bind("pathway", pathway.id())
                .bind("edition", pathway.edition())
                .map(this::read)
                .one();
    }

    /** A pathway as its provider offers it. */
    public record Listed(UUID id, String title) {}

    /** Those that a provider offers, by title. */
    public Flux<Listed> listed(UUID provider) {
        return database.sql(
                        "select id, title from pathway where provider = :provider and listed order by title, id limit 500")
                .bind("provider", provider)
                .mapProperties(Listed.class)
                .all();
    }

    /** An edition never changes: the first word of it stays. */
    Mono<Void> keep(JsonNode told) {
        return database.sql("""
                        insert into pathway_edition (pathway, edition, snapshot)
                        select (told->>'id')::uuid, coalesce((told->>'edition')::int, 1), told from (select :data::jsonb as told) as event
                        on conflict do nothing
                        """).bind("data", told.toString()).then();
    }

    private Edition read(Readable row) {
        var told = json.readTree(required(row, "snapshot", Json.class).asArray());
        var title = told.path("title").asString("");
        var rule = told.path("rule");
        return new Edition(
                told.at("/award/name").asString(title),
                told.at("/provider/name").asString(""),
                told.at("/provider/slug").asString(""),
                told.path("summary").asString(""),
                Rule.of(
                                rule.path("type").asString(""),
                                rule.has("n") ? rule.path("n").asInt() : null,
                                rule.path("framework").asString(null),
                                Optional.of(rule.path("points"))
                                        .filter(JsonNode::isNumber)
                                        .map(JsonNode::decimalValue)
                                        .orElse(null))
                        .inWords(words, title),
                List.of(required(row, "parts", String[].class)));
    }
}
