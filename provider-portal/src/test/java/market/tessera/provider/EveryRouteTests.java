package market.tessera.provider;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.Routes.Route;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Who may call what: every page of the portal as nobody, as staff of another institution, and in every role. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRouteTests {
    @Autowired
    private Cast cast;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    private UUID institution;
    private String offering;
    private String running;
    private String source;
    private String mapping;
    private String need;
    private String pathway;
    private Browser stranger;
    private final Map<Role, Browser> oneRoleEach = new EnumMap<>(Role.class);

    @BeforeAll
    void anOfferingOfAnInstitution() {
        institution = cast.institution("Nordkyst");
        var author = cast.signedIn(cast.person("Ane Author", institution, Role.AUTHOR));
        offering = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replaceAll("/portal/offerings/|/edit", "");
        pathway = author.follow("/portal/pathways", "title", "Engineer", "provider", institution.toString())
                .replaceAll("/portal/pathways/|/edit", "");
        author.follow("/portal/needs", "title", "Wanted", "provider", institution.toString());
        need = cast.database()
                .sql("select id from need where provider = :id")
                .bind("id", institution)
                .map(row -> row.get(0, UUID.class).toString())
                .one()
                .block();
        running = cast.program(institution, null, Scope.IMPORT)
                .post("/api/v1/imports", "{\"source\": \"%s\", \"offerings\": []}".formatted(UUID.randomUUID()))
                .text("/id");
        mapping = author.upload(
                        "/portal/imports/mappings",
                        "id,title\n1,Offshore wind\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "provider",
                        institution.toString(),
                        "name",
                        "courses")
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location")
                .replace("/portal/imports/mappings/", "");
        source = author.follow(
                        "/portal/imports/sources",
                        "provider",
                        institution.toString(),
                        "address",
                        "http://localhost:1/courses",
                        "name",
                        "site",
                        "format",
                        "linked-data")
                .replace("/portal/imports/sources/", "");
        stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.values()));
        for (var role : Role.values()) {
            oneRoleEach.put(role, cast.signedIn(cast.person("In one role", institution, role)));
        }
    }

    @Test
    void areAllListedHere() {
        var listed = Stream.concat(
                        Stream.concat(Routes.routes(), Routes.deeds())
                                .map(route ->
                                        route.method() + " " + route.path().replace("{import}", "{id}")),
                        Stream.concat(Routes.OF_EVERYBODY.stream(), Routes.OF_THE_OPERATOR.stream()))
                .collect(toSet());

        assertThat(mapped()).isEqualTo(listed);
    }

    @ParameterizedTest
    @MethodSource({"market.tessera.provider.Routes#routes", "market.tessera.provider.Routes#deeds"})
    void needASession(Route route) {
        var answer = call(cast.nobody(), route);

        assertThat(answer).as("sent to the sign-in page").isEqualTo(303);
    }

    @ParameterizedTest
    @MethodSource({"market.tessera.provider.Routes#routes", "market.tessera.provider.Routes#deeds"})
    void hideWhatBelongsToOtherInstitutions(Route route) {
        if (route.ofAnInstitution()) {
            assertThat(call(stranger, route, "why", "because", "title", "Mine now", "revision", "0"))
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("market.tessera.provider.Routes#routes")
    void refuseOtherRoles(Route route) {
        for (var role : Role.values()) {
            var answer = call(oneRoleEach.get(role), route, "why", "because", "title", "T", "revision", "9");

            assertThat(answer)
                    .as(role.key())
                    .matches(status ->
                            status < 500 && (status == 403) != route.allowed().contains(role));
        }
    }

    @Test
    void refuseDeedsToOtherRoles() {
        var offerings = new Drafts("offering", offering, "/portal/offerings/{id}");
        inState(offerings, "in-review", "/approve", Routes.REVIEWERS);
        inState(offerings, "in-review", "/request-changes", Routes.REVIEWERS);
        inState(offerings, "in-review", "/take-back", Routes.WRITERS);
        inState(offerings, "idea", "/propose", Routes.WRITERS);
        inState(offerings, "approved", "/reopen", Routes.WRITERS);
        inState(offerings, "approved", "/publish", Routes.PUBLISHERS);
        var pathways = new Drafts("pathway", pathway, "/portal/pathways/{pathway}");
        inState(pathways, "in-review", "/approve", Routes.REVIEWERS);
        inState(pathways, "in-review", "/request-changes", Routes.REVIEWERS);
    }

    /** One draft of a kind. */
    private record Drafts(String kind, String id, String path) {}

    @Test
    void keepTheListOfInstitutionsForTheOperator() {
        var administrator = cast.signedIn(cast.person("Adm Inistrator", institution, Role.values()));

        Routes.OF_THE_OPERATOR.forEach(route -> assertThat(call(
                        administrator,
                        new Route(
                                route.split(" ")[0],
                                route.split(" ")[1].replace("{id}", institution.toString()),
                                Set.of())))
                .isEqualTo(403));
    }

    /** Everybody who may not is refused, and the draft stays where it is. */
    private void inState(Drafts drafts, String state, String deed, Set<Role> allowed) {
        cast.database().sql("""
                        insert into draft_review (subject, round, proposed_by) values (:id, 1, gen_random_uuid()) on conflict do nothing
                        """).bind("id", UUID.fromString(drafts.id())).then().block();
        cast.database()
                .sql("update %1$s_draft set state = :state, revision = 7 where %1$s = :id".formatted(drafts.kind()))
                .bind("state", state)
                .bind("id", UUID.fromString(drafts.id()))
                .then()
                .block();
        Stream.of(Role.values())
                .filter(role -> !allowed.contains(role))
                .forEach(role -> assertThat(call(
                                oneRoleEach.get(role),
                                Route.post(drafts.path() + deed, allowed),
                                "revision",
                                "7",
                                "why",
                                "because"))
                        .as(deed + " as " + role)
                        .isEqualTo(403));
    }

    private int call(Browser browser, Route route, String... fields) {
        var path = route.path()
                .replace("{id}", offering)
                .replace("{provider}", institution.toString())
                .replace("{need}", need)
                .replace("{pathway}", pathway)
                .replace("{key}", UUID.randomUUID().toString())
                .replace("{invitation}", UUID.randomUUID().toString())
                .replace("{webhook}", UUID.randomUUID().toString())
                .replace("{school}", UUID.randomUUID().toString())
                .replace("{delivery}", UUID.randomUUID().toString())
                .replace("{template}", UUID.randomUUID().toString())
                .replace("{role}", UUID.randomUUID().toString())
                .replace("{person}", UUID.randomUUID().toString())
                .replace("{import}", running)
                .replace("{source}", source)
                .replace("{mapping}", mapping)
                .replace("{file}", "offerings.csv")
                .replace("{comment}", "1");
        var answer = route.method().equals("GET") ? browser.get(path) : browser.post(path, fields);
        return answer.returnResult(Void.class).getStatus().value();
    }

    private Set<String> mapped() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternsCondition().getPatterns().stream()
                        .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .map(method -> method + " " + pattern.getPatternString())))
                .filter(route -> route.contains("/portal"))
                .collect(toSet());
    }
}
