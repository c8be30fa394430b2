package market.tessera.checkout.lti;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.sql.Bindings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Which course of a tool each offering opens. */
@Repository
public class LtiContents {
    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    LtiContents(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** What was picked; {@link LtiContent#NONE} if nothing was. */
    public Mono<LtiContent> of(String clientId, UUID offering) {
        return database.sql(
                        "select url, title, custom from lti_content where client_id = :client and offering = :offering")
                .bind("client", clientId)
                .bind("offering", offering)
                .map(this::content)
                .one()
                .defaultIfEmpty(LtiContent.NONE);
    }

    /** Titles of what was picked, by offering. */
    public Mono<Map<UUID, String>> titles(String clientId) {
        return database.sql("select offering, title from lti_content where client_id = :client")
                .bind("client", clientId)
                .map(row -> Map.entry(required(row, "offering", UUID.class), required(row, "title", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    public Mono<Void> put(String clientId, UUID offering, LtiContent content, String by) {
        var url = content.url();
        return database.sql("""
                        insert into lti_content (client_id, offering, url, title, custom, picked_by, picked_at)
                        values (:client, :offering, :url, :title, :custom, :by, :now)
                        on conflict (client_id, offering) do update set url = excluded.url, title = excluded.title,
                          custom = excluded.custom, picked_by = excluded.picked_by, picked_at = excluded.picked_at
                        """)
                .bind("client", clientId)
                .bind("offering", offering)
                .bind("url", Bindings.nullable(url == null ? null : url.toString(), String.class))
                .bind("title", content.title())
                .bind("custom", Json.of(json.writeValueAsString(content.custom())))
                .bind("by", by)
                .bind("now", clock.instant())
                .then();
    }

    private LtiContent content(Readable row) {
        var url = row.get("url", String.class);
        var custom = json.readTree(required(row, "custom", Json.class).asArray());
        return new LtiContent(
                url == null ? null : URI.create(url),
                required(row, "title", String.class),
                custom.properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, member -> member.getValue().asString(""))));
    }
}
