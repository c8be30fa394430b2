package market.tessera.checkout.offer;

import io.r2dbc.postgresql.codec.Json;
import java.util.Objects;
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

    /** The offering as {@code offering.published} in {@code docs/events.md} describes it. */
    public Mono<JsonNode> find(UUID offering, int edition) {
        return database.sql("select snapshot from offer_edition where offer = :offering and edition = :edition")
                .bind("offering", offering)
                .bind("edition", edition)
                .map(row -> json.readTree(
                        Objects.requireNonNull(row.get("snapshot", Json.class)).asArray()))
                .one();
    }
}
