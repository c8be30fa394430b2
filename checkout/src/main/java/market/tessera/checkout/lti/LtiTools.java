package market.tessera.checkout.lti;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.lti.KeySource.Published;
import market.tessera.checkout.lti.KeySource.Typed;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every registered tool, and the default one for providers that have connected nothing. */
@Repository
@EnableConfigurationProperties(DefaultToolProperties.class)
public class LtiTools {
    private static final String SELECT = """
            select t.client_id, t.connection, t.deployment_id, t.login_url, t.redirect_uris, t.jwks_url, t.keys, t.target_link_uri, t.pass_mark
            from lti_tool t join connection c on c.id = t.connection
            """;

    private final DatabaseClient database;
    private final Connections connections;
    private final Optional<LtiTool> defaultTool;

    LtiTools(DatabaseClient database, Connections connections, DefaultToolProperties defaultTool) {
        this.database = database;
        this.connections = connections;
        this.defaultTool = defaultTool.tool();
    }

    /** The tool that an offering's learners use; nothing if they are handed over in another way, or in none. */
    public Mono<LtiTool> serving(UUID provider, UUID offering) {
        return connections.serving(provider, offering).singleOptional().flatMap(this::of);
    }

    /** The tool of the connection that was chosen, as {@link #of(Connection)}; the default one if none was. */
    public Mono<LtiTool> of(Optional<Connection> chosen) {
        return chosen.map(this::of).orElseGet(() -> Mono.justOrEmpty(defaultTool));
    }

    /** The tool of a connection that is in use; nothing if it is no tool. */
    public Mono<LtiTool> of(Connection connection) {
        return connection.kind() == Kind.LTI ? ofConnection(connection.id()) : Mono.empty();
    }

    /** As far as it was registered, whether in use or not. */
    public Mono<LtiTool> ofConnection(UUID connection) {
        return database.sql(SELECT + "where t.connection = :connection")
                .bind("connection", connection)
                .map(LtiTools::tool)
                .one();
    }

    /** One that is in use. */
    public Mono<LtiTool> find(String clientId) {
        return Mono.justOrEmpty(defaultTool.filter(tool -> tool.clientId().equals(clientId)))
                .switchIfEmpty(database.sql(SELECT + "where t.client_id = :client and c.standing = 'READY'")
                        .bind("client", clientId)
                        .map(LtiTools::tool)
                        .one());
    }

    /** The tool of providers that have connected nothing. */
    public Optional<LtiTool> defaultTool() {
        return defaultTool;
    }

    /** Registers the tool of a connection, or changes it; what it is called stays. */
    public Mono<Void> put(UUID connection, LtiTool tool) {
        return database.sql("""
                        insert into lti_tool (client_id, connection, deployment_id, login_url, redirect_uris, jwks_url, keys,
                          target_link_uri, pass_mark)
                        values (:client, :connection, :deployment, :login, :redirects, :jwks, :keys, :target, :mark)
                        on conflict (connection) do update set deployment_id = excluded.deployment_id, login_url = excluded.login_url,
                          redirect_uris = excluded.redirect_uris, jwks_url = excluded.jwks_url, keys = excluded.keys,
                          target_link_uri = excluded.target_link_uri, pass_mark = excluded.pass_mark
                        """)
                .bind("client", tool.clientId())
                .bind("connection", connection)
                .bind("deployment", tool.deploymentId())
                .bind("login", tool.loginUrl().toString())
                .bind(
                        "redirects",
                        tool.redirectUris().stream().map(URI::toString).toArray(String[]::new))
                .bind("jwks", Bindings.nullable(published(tool.keys()), String.class))
                .bind("keys", Bindings.nullable(typed(tool.keys()), String.class))
                .bind("target", tool.targetLinkUri().toString())
                .bind("mark", tool.passMark())
                .then();
    }

    private static @Nullable String published(KeySource keys) {
        return switch (keys) {
            case Published(var address) -> address.toString();
            case Typed _ -> null;
        };
    }

    private static @Nullable String typed(KeySource keys) {
        return switch (keys) {
            case Published _ -> null;
            case Typed(var set) -> set;
        };
    }

    private static LtiTool tool(Readable row) {
        var typed = row.get("keys", String.class);
        return new LtiTool(
                text(row, "client_id"),
                row.get("connection", UUID.class),
                text(row, "deployment_id"),
                URI.create(text(row, "login_url")),
                Stream.of(required(row, "redirect_uris", String[].class))
                        .map(URI::create)
                        .toList(),
                typed == null ? new Published(URI.create(text(row, "jwks_url"))) : new Typed(typed),
                URI.create(text(row, "target_link_uri")),
                required(row, "pass_mark", BigDecimal.class));
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }
}
