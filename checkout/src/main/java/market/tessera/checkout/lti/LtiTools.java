package market.tessera.checkout.lti;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every registered tool, and the default one for providers that have none. */
@Repository
public class LtiTools {
    private static final String SELECT = """
            select client_id, deployment_id, login_url, redirect_uris, jwks_url, target_link_uri, pass_mark from lti_tool
            """;

    private final DatabaseClient database;
    private final Optional<LtiTool> defaultTool;

    LtiTools(DatabaseClient database, DefaultToolProperties defaultTool) {
        this.database = database;
        this.defaultTool = defaultTool.tool();
    }

    /** The tool that a provider's learners use; nothing if it has none and there is no default. */
    public Mono<LtiTool> serving(UUID provider) {
        return database.sql(SELECT + "where provider = :provider")
                .bind("provider", provider)
                .map(LtiTools::tool)
                .one()
                .switchIfEmpty(Mono.justOrEmpty(defaultTool));
    }

    public Mono<LtiTool> find(String clientId) {
        return Mono.justOrEmpty(defaultTool.filter(tool -> tool.clientId().equals(clientId)))
                .switchIfEmpty(database.sql(SELECT + "where client_id = :client")
                        .bind("client", clientId)
                        .map(LtiTools::tool)
                        .one());
    }

    private static LtiTool tool(Readable row) {
        return new LtiTool(
                text(row, "client_id"),
                text(row, "deployment_id"),
                URI.create(text(row, "login_url")),
                Stream.of(Objects.requireNonNull(row.get("redirect_uris", String[].class)))
                        .map(URI::create)
                        .toList(),
                URI.create(text(row, "jwks_url")),
                URI.create(text(row, "target_link_uri")),
                Objects.requireNonNull(row.get("pass_mark", BigDecimal.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }
}
