package market.tessera.checkout.connecting.setup;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import market.tessera.checkout.client.SystemClient.Purpose;
import market.tessera.checkout.client.SystemClients;
import market.tessera.checkout.connecting.Check;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.checkout.lti.ToolKeys;
import market.tessera.checkout.moodle.MoodleSite;
import market.tessera.checkout.webhook.CallWebhook;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Outbound.Answer;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tries a connection without enrolling anybody. What came of it is its newest health. */
@Service
class TestConnection {
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final Connections connections;
    private final LtiTools tools;
    private final ToolKeys keys;
    private final CallWebhook webhook;
    private final SystemClients clients;
    private final MoodleSite moodle;
    private final Outbound outbound;

    TestConnection(
            Connections connections,
            LtiTools tools,
            ToolKeys keys,
            CallWebhook webhook,
            SystemClients clients,
            MoodleSite moodle,
            Outbound outbound) {
        this.connections = connections;
        this.tools = tools;
        this.keys = keys;
        this.webhook = webhook;
        this.clients = clients;
        this.moodle = moodle;
        this.outbound = outbound;
    }

    /** Empty if it was tried a moment ago, or nothing is known of it yet. */
    Mono<List<Check>> test(Connection connection) {
        return connections
                .beginTest(connection.provider(), connection.id())
                .filter(begun -> begun)
                .flatMapMany(_ -> checks(connection))
                .collectList()
                .filter(checks -> !checks.isEmpty());
    }

    private Flux<Check> checks(Connection connection) {
        return switch (connection.kind()) {
            case LTI -> tools.ofConnection(connection.id()).flatMapMany(tool -> ofTool(connection, tool));
            case WEBHOOK ->
                known(connection, "ping", webhook.ping(connection.id()).thenReturn(Check.good("ping")))
                        .flux();
            case MOODLE -> ofMoodle(connection);
            case ONEROSTER -> fetching(connection).flux();
            case HAND -> Flux.empty();
        };
    }

    private Flux<Check> ofMoodle(Connection connection) {
        return known(
                        connection,
                        "moodle",
                        moodle.missingFunctions(connection.id())
                                .map(missing ->
                                        missing.isEmpty() ? Check.good("moodle") : Check.lacking("moodle", missing)))
                .flux();
    }

    /** Nobody can be called: whether it works shows when the system comes. */
    private Mono<Check> fetching(Connection connection) {
        return clients.of(connection.provider(), connection.id())
                .any(client -> client.purpose() == Purpose.ONEROSTER && client.usedAt() != null)
                .map(used -> used ? Check.good("fetching") : Check.unknown("fetching"));
    }

    private Flux<Check> ofTool(Connection connection, LtiTool tool) {
        return Flux.concat(
                known(connection, "keys", keys.of(tool, Duration.ZERO).thenReturn(Check.good("keys"))),
                answers("login", tool.loginUrl()),
                answers("launch", tool.targetLinkUri()));
    }

    /** The check that decides how the connection is doing. */
    private Mono<Check> known(Connection connection, String what, Mono<Check> check) {
        return check.delayUntil(_ -> connections.succeeded(connection.id()))
                .onErrorResume(
                        Unreachable.class,
                        failure -> connections.failed(connection.id(), failure).thenReturn(Check.bad(what, failure)));
    }

    /** A page of a tool may well refuse who comes without a launch; that it is there is what can be seen from outside. */
    private Mono<Check> answers(String what, URI address) {
        return outbound.get(address)
                .map(answer -> judged(what, answer))
                .onErrorResume(Unreachable.class, failure -> Mono.just(Check.bad(what, failure)));
    }

    private static Check judged(String what, Answer answer) {
        if (answer.status() == NOT_FOUND) {
            return Check.bad(what, new Unreachable(Reason.STATUS, Integer.toString(answer.status()), null));
        }
        return answer.status() < SERVER_ERROR ? Check.good(what) : Check.doubtful(what, answer.status());
    }
}
