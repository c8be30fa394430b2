package market.tessera.provider;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Who may call what: every operation of the API without a key, with a key of another institution, and with each scope. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryApiRouteTests {
    private static final String OFFERING = "/api/v1/provider/offerings/{id}";
    private static final String PATHWAY = "/api/v1/provider/pathways/{id}";
    private static final Set<Scope> READERS = Set.of(Scope.READ, Scope.WRITE, Scope.REVIEW);
    private static final Set<Scope> WRITERS = Set.of(Scope.WRITE);
    private static final Set<Scope> REVIEWERS = Set.of(Scope.REVIEW);
    private static final Set<Scope> SYSTEMS = Set.of(Scope.ENROLLMENT);
    private static final Set<Scope> IMPORTERS = Set.of(Scope.IMPORT);

    @Autowired
    private Cast cast;

    @Autowired
    private WebTestClient web;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    private String offering;
    private String pathway;
    private final UUID enrollment = UUID.randomUUID();
    private String running;
    private String source;
    private List<Program> strangers;
    private final Map<Scope, Program> oneScopeEach = new EnumMap<>(Scope.class);

    /** {@code {id}} is what the institution has of the kind. */
    record Route(String method, String path, Set<Scope> allowed) {}

    static Stream<Route> routes() {
        return Stream.concat(
                Stream.of(
                        new Route("POST", "/api/v1/imports", IMPORTERS),
                        new Route("GET", "/api/v1/imports/sources", IMPORTERS),
                        new Route("POST", "/api/v1/imports/sources", IMPORTERS),
                        new Route("GET", "/api/v1/imports/sources/{id}", IMPORTERS),
                        new Route("POST", "/api/v1/imports/sources/{id}/fetch", IMPORTERS),
                        new Route("GET", "/api/v1/imports/{id}", IMPORTERS),
                        new Route(
                                "GET",
                                "/api/v1/provider/details",
                                Set.of(Scope.READ, Scope.WRITE, Scope.REVIEW, Scope.DETAILS)),
                        new Route("PATCH", "/api/v1/provider/details", Set.of(Scope.DETAILS)),
                        new Route("GET", "/api/v1/provider/offerings", READERS),
                        new Route("POST", "/api/v1/provider/offerings", WRITERS),
                        new Route("GET", "/api/v1/provider/offerings/export", READERS),
                        new Route("GET", OFFERING, READERS),
                        new Route("PATCH", OFFERING, WRITERS),
                        new Route("PUT", OFFERING + "/intakes", WRITERS),
                        new Route("POST", "/api/v1/provider/pictures", WRITERS),
                        new Route("POST", "/api/v1/provider/documents", WRITERS),
                        new Route("GET", "/api/v1/provider/pathways", READERS),
                        new Route("POST", "/api/v1/provider/pathways", WRITERS),
                        new Route("GET", PATHWAY, READERS),
                        new Route("PATCH", PATHWAY, WRITERS),
                        new Route("GET", "/api/v1/provider/enrollments", SYSTEMS),
                        new Route("GET", "/api/v1/provider/enrollments/{id}", SYSTEMS),
                        new Route("DELETE", "/api/v1/provider/enrollments/{id}/completion", SYSTEMS),
                        new Route("POST", "/api/v1/provider/enrollments/completions", SYSTEMS),
                        new Route("POST", "/api/v1/provider/enrollments/{id}/completion", SYSTEMS)),
                deeds());
    }

    private static Stream<Route> deeds() {
        return Stream.of(
                        deeds(OFFERING, WRITERS, "propose", "take-back", "reopen", "discard"),
                        deeds(OFFERING, REVIEWERS, "approve", "request-changes", "publish", "unschedule", "withdraw"),
                        deeds(PATHWAY, WRITERS, "propose", "take-back", "reopen", "discard"),
                        deeds(PATHWAY, REVIEWERS, "approve", "request-changes", "publish", "unschedule", "withdraw"))
                .flatMap(deeds -> deeds);
    }

    private static Stream<Route> deeds(String of, Set<Scope> allowed, String... deeds) {
        return Stream.of(deeds).map(deed -> new Route("POST", of + "/" + deed, allowed));
    }

    @BeforeAll
    void anInstitutionWithAnOfferingAnEnrollmentAndAnImport() {
        var institution = cast.institution("Nordkyst");
        var elsewhere = cast.institution("Another");
        Arrays.stream(Scope.values()).forEach(scope -> oneScopeEach.put(scope, cast.program(institution, null, scope)));
        strangers = List.of(
                cast.program(elsewhere, null, Scope.READ, Scope.WRITE, Scope.IMPORT, Scope.ENROLLMENT),
                cast.program(elsewhere, null, Scope.READ, Scope.REVIEW));
        offering = program(Scope.WRITE)
                .post("/api/v1/provider/offerings", "{\"elements\": {\"title\": \"Offshore wind\"}}")
                .text("/id");
        pathway = program(Scope.WRITE)
                .post("/api/v1/provider/pathways", "{\"title\": \"Engineer\", \"rule\": {\"type\": \"allOf\"}}")
                .text("/id");
        running = program(Scope.IMPORT)
                .post("/api/v1/imports", "{\"source\": \"%s\", \"offerings\": []}".formatted(UUID.randomUUID()))
                .text("/id");
        source = program(Scope.IMPORT)
                .post(
                        "/api/v1/imports/sources",
                        "{\"address\": \"http://localhost:1/courses\", \"name\": \"site\", \"format\": \"linked-data\"}")
                .text("/id");
        OtherLogs.tell(
                "enrollment.updated", enrollment.toString(), 1, """
                {"id": "%s", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind", "state": "active",
                 "learner": {"name": "Mia Berg", "email": "mia@example.org"}, "at": "2026-11-01T10:00:00Z"}
                """.formatted(enrollment, institution, offering));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> program(Scope.ENROLLMENT)
                                .get("/api/v1/provider/enrollments/" + enrollment)
                                .status()
                        == 200);
    }

    @Test
    void areAllListedHere() {
        var listed = routes().map(route -> route.method() + " "
                        + route.path().replaceFirst("((offerings|pathways)/\\{id})/(?!intakes).*", "$1/{deed}"))
                .collect(toSet());

        assertThat(mapped()).isEqualTo(listed);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void needAKey(Route route) {
        assertThat(call(Program.with(web, ""), route)).isEqualTo(401);
        assertThat(call(Program.with(web, "tsk_made-up"), route)).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refuseKeysOfOtherScopes(Route route) {
        for (var scope : Scope.values()) {
            assertThat(call(program(scope), route))
                    .as(scope.key())
                    .matches(status ->
                            status < 500 && (status == 403) != route.allowed().contains(scope));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void hideWhatBelongsToOtherInstitutions(Route route) {
        if (route.path().contains("{id}")) {
            assertThat(strangers.stream().map(stranger -> call(stranger, route)))
                    .contains(404)
                    .allMatch(status -> status == 404 || status == 403);
        }
    }

    private int call(Program program, Route route) {
        var id = Map.of(
                        "sources",
                        source,
                        "imports",
                        running,
                        "enrollments",
                        enrollment.toString(),
                        "pathways",
                        pathway)
                .getOrDefault(route.path().replaceAll("^.*/([a-z]+)/\\{id}.*$", "$1"), offering);
        var path = route.path().replace("{id}", id);
        if (route.method().equals("GET")) {
            return program.get(path).status();
        }
        var body = path.endsWith("/intakes") ? "[]" : "{}";
        return program.send(HttpMethod.valueOf(route.method()), path, body, Map.of("If-Match", "*"))
                .status();
    }

    private Program program(Scope scope) {
        return oneScopeEach.get(scope);
    }

    private Set<String> mapped() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternsCondition().getPatterns().stream()
                        .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .map(method -> method + " " + pattern.getPatternString())))
                .filter(route -> route.contains(" /api/") && !route.contains("openapi"))
                .collect(toSet());
    }
}
