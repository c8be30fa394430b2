package market.tessera.checkout.xapi;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.client.BasicCredentials;
import market.tessera.checkout.client.SystemClient;
import market.tessera.checkout.client.SystemClient.Purpose;
import market.tessera.checkout.client.SystemClients;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.problem.Parameters;
import market.tessera.platform.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The statement resource of xAPI 1.0.3 (part three, section 2.1), with what it takes to report results. */
@RestController
@RequestMapping("/xapi")
class StatementsApi {
    private static final String VERSION_HEADER = "X-Experience-API-Version";
    private static final String VERSION = "1.0.3";
    private static final int MOST = 200;
    private static final int PER_HOUR = 36_000;

    private final SystemClients clients;
    private final Throttle throttle;
    private final TakeStatements takeStatements;
    private final KeptStatements statements;
    private final JsonMapper json;
    private final Clock clock;

    StatementsApi(
            SystemClients clients,
            Throttle throttle,
            TakeStatements takeStatements,
            KeptStatements statements,
            JsonMapper json,
            Clock clock) {
        this.clients = clients;
        this.throttle = throttle;
        this.takeStatements = takeStatements;
        this.statements = statements;
        this.json = json;
        this.clock = clock;
    }

    /** What can be asked for; {@code more} is always empty. */
    record Page(List<JsonNode> statements, String more) {}

    @GetMapping("/about")
    ResponseEntity<Map<String, List<String>>> about() {
        return ResponseEntity.ok().header(VERSION_HEADER, VERSION).body(Map.of("version", List.of(VERSION)));
    }

    @PostMapping(path = "/statements", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<List<UUID>>> post(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String credentials,
            @RequestBody String body,
            ServerWebExchange exchange) {
        return open(credentials, exchange).flatMap(client -> {
            var batch = batch(body);
            return takeStatements
                    .take(client, batch)
                    .thenReturn(
                            ResponseEntity.ok(batch.stream().map(Statement::id).toList()));
        });
    }

    @PutMapping(path = "/statements", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Void>> put(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String credentials,
            @RequestBody String body,
            ServerWebExchange exchange) {
        return open(credentials, exchange).flatMap(client -> {
            var parameters = new Parameters(exchange.getRequest().getQueryParams());
            var id = uuid(parameters, "statementId");
            parameters.check();
            if (id == null) {
                throw Statement.refused("", "Parameter 'statementId' is missing");
            }
            return takeStatements
                    .take(client, List.of(Statement.read(tree(body), "", id, clock.instant())))
                    .thenReturn(ResponseEntity.noContent().build());
        });
    }

    @GetMapping("/statements")
    Mono<ResponseEntity<Object>> get(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String credentials,
            ServerWebExchange exchange) {
        return open(credentials, exchange).flatMap(client -> {
            var parameters = new Parameters(exchange.getRequest().getQueryParams());
            var id = uuid(parameters, "statementId");
            var registration = uuid(parameters, "registration");
            var limit = parameters
                    .number("limit", 0, MOST)
                    .filter(chosen -> chosen > 0)
                    .orElse((long) MOST);
            if ((id == null) == (registration == null)) {
                parameters.refuse("registration", "or 'statementId' is needed, one of them");
            }
            parameters.check();
            return answer(client, id, registration, limit.intValue());
        });
    }

    private Mono<ResponseEntity<Object>> answer(
            SystemClient client, @Nullable UUID id, @Nullable UUID registration, int limit) {
        if (registration != null) {
            return statements
                    .of(client.provider(), registration, limit)
                    .collectList()
                    .map(found -> ResponseEntity.ok(new Page(found, "")));
        }
        return Mono.justOrEmpty(id)
                .flatMap(known -> statements.find(client.provider(), known))
                .<ResponseEntity<Object>>map(ResponseEntity::ok)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no such statement")));
    }

    private Mono<SystemClient> open(@Nullable String header, ServerWebExchange exchange) {
        var answer = exchange.getResponse().getHeaders();
        answer.set(VERSION_HEADER, VERSION);
        answer.set("X-Experience-API-Consistent-Through", clock.instant().toString());
        var version = exchange.getRequest().getHeaders().getFirst(VERSION_HEADER);
        if (version == null || !version.matches("1\\.0(\\.\\d+)?")) {
            return Mono.error(Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "version-unknown",
                    "Unknown version",
                    "Send X-Experience-API-Version: " + VERSION));
        }
        return Mono.justOrEmpty(BasicCredentials.read(header))
                .flatMap(known -> clients.authenticate(known.user(), known.password(), Purpose.XAPI))
                .switchIfEmpty(Mono.error(() -> unknown(answer)))
                .filterWhen(client -> throttle.take("xapi", client.id().toString(), PER_HOUR))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests",
                        "At most %d requests an hour; send statements in batches".formatted(PER_HOUR))));
    }

    private static Problem unknown(HttpHeaders answer) {
        answer.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"xAPI\"");
        return Problem.of(
                HttpStatus.UNAUTHORIZED,
                "key-invalid",
                "Not authorized",
                "A key that was made for xAPI on the page of the connection is needed");
    }

    private List<Statement> batch(String body) {
        var sent = tree(body);
        if (!sent.isArray()) {
            return List.of(Statement.read(sent, "", null, clock.instant()));
        }
        if (sent.isEmpty() || sent.size() > MOST) {
            throw Statement.refused("", "Send from 1 to %d statements at a time".formatted(MOST));
        }
        return IntStream.range(0, sent.size())
                .mapToObj(index -> Statement.read(sent.path(index), "/" + index, null, clock.instant()))
                .toList();
    }

    private JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException malformed) {
            throw Statement.refused("", "The body is no JSON");
        }
    }

    private static @Nullable UUID uuid(Parameters parameters, String name) {
        var text = parameters.text(name, 36);
        try {
            return text.map(UUID::fromString).orElse(null);
        } catch (IllegalArgumentException malformed) {
            parameters.refuse(name, "is no UUID");
            return null;
        }
    }
}
