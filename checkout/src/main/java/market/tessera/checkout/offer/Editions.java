package market.tessera.checkout.offer;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published versions of offerings as they were; a learner keeps the one that was bought. */
@Repository
public class Editions {
    private final DatabaseClient database;
    private final JsonMapper json;

    Editions(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Which one is meant. */
    public record Key(UUID offering, int edition) {
        /** The id of what is achieved by it, in every badge that is given for it. */
        public String achievement() {
            var name = "achievement/%s/%d".formatted(offering, edition);
            return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Found(Key key, JsonNode snapshot) {}

    /** Those that are known, as {@link #find} has them. */
    public Mono<Map<Key, JsonNode>> findAll(Collection<Key> wanted) {
        return database.sql("""
                        select offering, e.edition, snapshot
                        from unnest(:offerings::uuid[], :editions::int[]) as wanted (offering, edition)
                        join offer_edition e on e.offer = wanted.offering and e.edition = wanted.edition
                        """)
                .bind("offerings", wanted.stream().map(Key::offering).toArray(UUID[]::new))
                .bind("editions", wanted.stream().map(Key::edition).toArray(Integer[]::new))
                .map(row -> new Found(
                        new Key(required(row, "offering", UUID.class), required(row, "edition", Integer.class)),
                        snapshot(row)))
                .all()
                .collectMap(Found::key, Found::snapshot);
    }

    /** The offering as {@code offering.published} in {@code docs/events.md} describes it. */
    public Mono<JsonNode> find(UUID offering, int edition) {
        return database.sql("select snapshot from offer_edition where offer = :offering and edition = :edition")
                .bind("offering", offering)
                .bind("edition", edition)
                .map(this::snapshot)
                .one();
    }

    private JsonNode snapshot(Readable row) {
        return json.readTree(required(row, "snapshot", Json.class).asArray());
    }
}
