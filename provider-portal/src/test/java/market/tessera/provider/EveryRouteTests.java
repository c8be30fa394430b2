package market.tessera.provider;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
    private static final Set<Role> WRITERS = Set.of(Role.AUTHOR, Role.ADMINISTRATOR);
    private static final Set<Role> PUBLISHERS = Set.of(Role.APPROVER, Role.ADMINISTRATOR);
    private static final Set<Role> REVIEWERS = Set.of(Role.REVIEWER, Role.APPROVER);
    private static final Set<Role> READERS = Set.of(Role.AUTHOR, Role.FINANCE, Role.ADMINISTRATOR);
    private static final Set<Role> ADMINISTRATORS = Set.of(Role.ADMINISTRATOR);
    private static final Set<Role> VOICES =
            Set.of(Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR, Role.MEMBER);
    private static final Set<Role> ALL = Set.of(Role.values());

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

    /** What a route needs; {@code {provider}} is the institution and {@code {id}} an offering of it. */
    record Route(String method, String path, Set<Role> allowed) {
        static Route get(String path, Set<Role> allowed) {
            return new Route("GET", path, allowed);
        }

        static Route post(String path, Set<Role> allowed) {
            return new Route("POST", path, allowed);
        }

        boolean ofAnInstitution() {
            return path.contains("{") && !path.contains("{template}");
        }
    }

    static Stream<Route> routes() {
        return Stream.of(
                Route.get("/portal", ALL),
                Route.get("/portal/account", ALL),
                Route.post("/portal/account/password", ALL),
                Route.post("/portal/workplace", ALL),
                Route.get("/portal/needs", ALL),
                Route.post("/portal/needs", WRITERS),
                Route.post("/portal/needs/searches", WRITERS),
                Route.post("/portal/needs/{need}/dismiss", WRITERS),
                Route.post("/portal/needs/{need}/reopen", WRITERS),
                Route.get("/portal/account/second-factor", ALL),
                Route.post("/portal/account/second-factor", ALL),
                Route.post("/portal/account/second-factor/codes", ALL),
                Route.post("/portal/account/second-factor/remove", ALL),
                Route.get("/portal/settings/{provider}/verification", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/verification", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/single-sign-on", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/single-sign-on/try", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on/rule", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on/forget", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on/remove", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/details", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/details", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/shopfront", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/shopfront", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/shopfront/logo", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/shopfront/logo", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/shopfront/logo/remove", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/schools", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools/leave", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools/{school}/confirm", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools/{school}/end", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/webhooks", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks/{webhook}/remove", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks/{webhook}/test", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks/deliveries/{delivery}/replay", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/team", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/invitations/{invitation}/resend", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/invitations/{invitation}/withdraw", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/people/{person}/roles", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/people/{person}/remove", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/people/{person}/reset-second-factor", ADMINISTRATORS),
                Route.get("/portal/offerings", ALL),
                Route.get("/portal/reviews", ALL),
                Route.post("/portal/reviews", ALL),
                Route.get("/portal/insight", ALL),
                Route.get("/portal/insight/{id}", ALL),
                Route.post("/portal/markdown", ALL),
                Route.get("/portal/settings/{provider}/keys", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/keys", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/keys/{key}/revoke", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/reviews", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/reviews", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/reviews/imports", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/reviews/cycle", ADMINISTRATORS),
                Route.post("/portal/offerings/{id}/retirement", PUBLISHERS),
                Route.post("/portal/offerings/{id}/retirement/cancel", PUBLISHERS),
                Route.post("/portal/offerings/{id}/reviewed", PUBLISHERS),
                Route.post("/portal/offerings/{id}/duplicate", WRITERS),
                Route.post("/portal/offerings/{id}/template", WRITERS),
                Route.post("/portal/templates/{template}/remove", WRITERS),
                Route.get("/portal/settings/{provider}/review-roles", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/review-roles", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/review-roles/{role}", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/review-roles/{role}/remove", ADMINISTRATORS),
                Route.get("/portal/account/absence", ALL),
                Route.post("/portal/account/absence", ALL),
                Route.post("/portal/account/absence/end", ALL),
                Route.post("/portal/offerings/{id}/stand-in", ADMINISTRATORS),
                Route.get("/portal/offerings/{id}/files", WRITERS),
                Route.post("/portal/offerings/{id}/files/picture", WRITERS),
                Route.post("/portal/offerings/{id}/files/picture/remove", WRITERS),
                Route.get("/portal/offerings/{id}/documents", WRITERS),
                Route.post("/portal/offerings/{id}/documents", WRITERS),
                Route.get("/portal/settings/{provider}/history.csv", ADMINISTRATORS),
                Route.get("/portal/offerings/{id}/history.csv", ALL),
                Route.get("/portal/offerings/{id}/versions", ALL),
                Route.get("/portal/offerings/{id}/intakes.ics", ALL),
                Route.post("/portal/offerings/{id}/comments", VOICES),
                Route.post("/portal/offerings/{id}/comments/{comment}/settle", VOICES),
                Route.get("/portal/imports", WRITERS),
                Route.post("/portal/imports", WRITERS),
                Route.get("/portal/imports/mappings", WRITERS),
                Route.post("/portal/imports/mappings", WRITERS),
                Route.get("/portal/imports/mappings/{mapping}", WRITERS),
                Route.post("/portal/imports/mappings/{mapping}", WRITERS),
                Route.get("/portal/imports/mappings/{mapping}/file.yml", WRITERS),
                Route.post("/portal/imports/mappings/{mapping}/remove", WRITERS),
                Route.get("/portal/exports/{provider}", ALL),
                Route.get("/portal/exports/{provider}/{file}", ALL),
                Route.get("/portal/imports/sources", WRITERS),
                Route.post("/portal/imports/sources", WRITERS),
                Route.get("/portal/imports/sources/{source}", WRITERS),
                Route.post("/portal/imports/sources/{source}", WRITERS),
                Route.post("/portal/imports/sources/{source}/fetch", WRITERS),
                Route.post("/portal/imports/sources/{source}/remove", WRITERS),
                Route.get("/portal/imports/{import}", WRITERS),
                Route.get("/portal/imports/{import}/rows.csv", WRITERS),
                Route.get("/portal/imports/{import}/rejected.csv", WRITERS),
                Route.get("/portal/imports/{import}/vanished", Set.of(Role.AUTHOR, Role.APPROVER, Role.ADMINISTRATOR)),
                Route.post("/portal/imports/{import}/vanished", PUBLISHERS),
                Route.get("/portal/skills", ALL),
                Route.get("/portal/pathways", ALL),
                Route.post("/portal/pathways", WRITERS),
                Route.get("/portal/pathways/{pathway}", ALL),
                Route.get("/portal/pathways/{pathway}/history.csv", ALL),
                Route.get("/portal/pathways/{pathway}/edit", WRITERS),
                Route.post("/portal/pathways/{pathway}/edit", WRITERS),
                Route.post("/portal/pathways/{pathway}/propose", WRITERS),
                Route.post("/portal/pathways/{pathway}/take-back", WRITERS),
                Route.post("/portal/pathways/{pathway}/reopen", WRITERS),
                Route.post("/portal/pathways/{pathway}/discard", WRITERS),
                Route.post("/portal/pathways/{pathway}/publish", PUBLISHERS),
                Route.post("/portal/pathways/{pathway}/unschedule", PUBLISHERS),
                Route.post("/portal/pathways/{pathway}/stand-in", ADMINISTRATORS),
                Route.post("/portal/pathways/{pathway}/comments", VOICES),
                Route.post("/portal/pathways/{pathway}/comments/{comment}/settle", VOICES),
                Route.post("/portal/pathways/{pathway}/retire", PUBLISHERS),
                Route.get("/portal/offerings/bulk", WRITERS),
                Route.post("/portal/offerings/bulk/preview", WRITERS),
                Route.post("/portal/offerings/bulk/apply", WRITERS),
                Route.get("/portal/offerings/new", WRITERS),
                Route.post("/portal/offerings/new", WRITERS),
                Route.get("/portal/enrollments", READERS),
                Route.get("/portal/enrollments.csv", READERS),
                Route.post("/portal/enrollments/{id}/completion", WRITERS),
                Route.post("/portal/enrollments/{id}/completion/withdrawal", WRITERS),
                Route.get("/portal/offerings/{id}", ALL),
                Route.get("/portal/offerings/{id}/preview", ALL),
                Route.get("/portal/offerings/{id}/edit", WRITERS),
                Route.post("/portal/offerings/{id}/edit", WRITERS),
                Route.post("/portal/offerings/{id}/edit/autosave", WRITERS),
                Route.get("/portal/offerings/{id}/intakes", WRITERS),
                Route.post("/portal/offerings/{id}/intakes", WRITERS),
                Route.post("/portal/offerings/{id}/discard", WRITERS),
                Route.post("/portal/offerings/{id}/catch-up", WRITERS),
                Route.post("/portal/offerings/{id}/retire", PUBLISHERS));
    }

    /** Routes whose refusals depend on the state of a draft; they are called with the draft in that state. */
    static Stream<Route> deeds() {
        return Stream.of(
                Route.post("/portal/pathways/{pathway}/approve", REVIEWERS),
                Route.post("/portal/pathways/{pathway}/request-changes", REVIEWERS),
                Route.post("/portal/offerings/{id}/approve", REVIEWERS),
                Route.post("/portal/offerings/{id}/request-changes", REVIEWERS),
                Route.post("/portal/offerings/{id}/take-back", WRITERS),
                Route.post("/portal/offerings/{id}/propose", WRITERS),
                Route.post("/portal/offerings/{id}/correct", WRITERS),
                Route.post("/portal/offerings/{id}/reopen", WRITERS),
                Route.post("/portal/offerings/{id}/publish", PUBLISHERS),
                Route.post("/portal/offerings/{id}/unschedule", PUBLISHERS));
    }

    private static final Set<String> OF_EVERYBODY = Set.of(
            "GET /portal/sign-in",
            "POST /portal/sign-in",
            "POST /portal/sign-out",
            "GET /portal/sign-in/forgotten",
            "POST /portal/sign-in/forgotten",
            "GET /portal/sign-in/new-password",
            "POST /portal/sign-in/new-password",
            "GET /portal/sign-in/institution",
            "POST /portal/sign-in/institution",
            "GET /portal/sign-in/at/{slug}",
            "GET /portal/sign-in/at/{slug}/go",
            "GET /portal/sign-in/at/{slug}/back",
            "GET /portal/sign-in/code",
            "POST /portal/sign-in/code",
            "GET /portal/sign-in/second-factor",
            "POST /portal/sign-in/second-factor",
            "GET /portal/join",
            "POST /portal/join",
            "GET /portal/ask/{slug}",
            "POST /portal/ask/{slug}",
            "GET /portal/apply",
            "POST /portal/apply",
            "GET /portal/apply/confirm",
            "POST /portal/apply/confirm");
    private static final Set<String> OF_THE_OPERATOR = Set.of(
            "GET /portal/providers",
            "GET /portal/providers/{id}",
            "POST /portal/providers/{id}/verify",
            "POST /portal/providers/{id}/ask",
            "POST /portal/providers/{id}/refuse",
            "POST /portal/providers/{id}/suspend",
            "GET /portal/takedowns",
            "POST /portal/takedowns",
            "POST /portal/takedowns/{id}/lift",
            "GET /portal/operators",
            "POST /portal/operators",
            "POST /portal/operators/invitations/{invitation}/resend",
            "POST /portal/operators/invitations/{invitation}/withdraw",
            "POST /portal/operators/people/{person}/roles",
            "POST /portal/operators/people/{person}/remove",
            "POST /portal/operators/people/{person}/reset-second-factor");

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
                        Stream.concat(routes(), deeds())
                                .map(route ->
                                        route.method() + " " + route.path().replace("{import}", "{id}")),
                        Stream.concat(OF_EVERYBODY.stream(), OF_THE_OPERATOR.stream()))
                .collect(toSet());

        assertThat(mapped()).isEqualTo(listed);
    }

    @ParameterizedTest
    @MethodSource({"routes", "deeds"})
    void needASession(Route route) {
        var answer = call(cast.nobody(), route);

        assertThat(answer).as("sent to the sign-in page").isEqualTo(303);
    }

    @ParameterizedTest
    @MethodSource({"routes", "deeds"})
    void hideWhatBelongsToOtherInstitutions(Route route) {
        if (route.ofAnInstitution()) {
            assertThat(call(stranger, route, "why", "because", "title", "Mine now", "revision", "0"))
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
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
        inState(offerings, "in-review", "/approve", REVIEWERS);
        inState(offerings, "in-review", "/request-changes", REVIEWERS);
        inState(offerings, "in-review", "/take-back", WRITERS);
        inState(offerings, "idea", "/propose", WRITERS);
        inState(offerings, "approved", "/reopen", WRITERS);
        inState(offerings, "approved", "/publish", PUBLISHERS);
        var pathways = new Drafts("pathway", pathway, "/portal/pathways/{pathway}");
        inState(pathways, "in-review", "/approve", REVIEWERS);
        inState(pathways, "in-review", "/request-changes", REVIEWERS);
    }

    /** One draft of a kind. */
    private record Drafts(String kind, String id, String path) {}

    @Test
    void keepTheListOfInstitutionsForTheOperator() {
        var administrator = cast.signedIn(cast.person("Adm Inistrator", institution, Role.values()));

        OF_THE_OPERATOR.forEach(route -> assertThat(call(
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
