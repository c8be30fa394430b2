package market.tessera.checkout.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/** A provider whose student information system fetches its learners. */
@CheckoutTest
class OneRosterTests {
    private static final String ROSTERING = "/ims/oneroster/rostering/v1p2";
    private static final String GRADEBOOK = "/ims/oneroster/gradebook/v1p2";

    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    @Autowired
    WithdrawEnrollments withdraw;

    @Autowired
    TransactionalOperator transaction;

    private Course course;
    private Fetcher system;
    private String page;

    @BeforeEach
    void aProviderWithAStudentInformationSystem() {
        course = purchases.course("Infection control in home care");
        system = connects(course);
    }

    @Test
    void whoHasPaidIsEnrolledOnceTheSystemHasFetchedIt() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        waits(bought);
        assertThat(system.json(ROSTERING + "/classes")
                        .at("/classes/0/sourcedId")
                        .asString())
                .isEqualTo(course.intake().toString());
        assertThat(purchases.state(bought)).as("it has seen the class alone").isEqualTo("REQUESTED");
        assertThat(administrator(course)
                        .get("/checkout/connections/" + course.provider())
                        .block()
                        .body())
                .contains("Your system has not fetched these learners yet");

        var enrollment = system.json(ROSTERING + "/enrollments").at("/enrollments/0");

        assertThat(enrollment.path("sourcedId").asString())
                .isEqualTo(bought.enrollment().toString());
        assertThat(enrollment.path("status").asString()).isEqualTo("active");
        purchases.awaitState(bought, "CONFIRMED");
        var user = system.json(
                ROSTERING + "/users/" + enrollment.at("/user/sourcedId").asString());
        assertThat(user.at("/user/givenName").asString()).isEqualTo("Amara");
        assertThat(user.at("/user/familyName").asString()).isEqualTo("Okafor");
        assertThat(enrollment.toString()).as("no personal data in an id").doesNotContain("amara");
    }

    @Test
    void aPlaceThatWasGivenBackIsToBeDeletedAndOnlyWhatHasChangedIsFetched() {
        var stays = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var leaves = purchases.buys(Purchases.learner("Bea Lind"), course);
        waits(stays);
        waits(leaves);
        system.get(ROSTERING + "/enrollments");
        purchases.awaitState(leaves, "CONFIRMED");
        purchases.awaitState(stays, "CONFIRMED");
        var since = system.json(ROSTERING + "/enrollments?sort=dateLastModified&orderBy=desc&limit=1")
                .at("/enrollments/0/dateLastModified")
                .asString();

        withdraw.ofLines(List.of(leaves.line())).as(transaction::transactional).blockLast();

        var changed = system.json(ROSTERING + "/enrollments?filter=dateLastModified>'" + since + "'");
        assertThat(changed.path("enrollments").size()).isEqualTo(1);
        assertThat(changed.at("/enrollments/0/status").asString()).isEqualTo("tobedeleted");
        assertThat(changed.at("/enrollments/0/sourcedId").asString())
                .isEqualTo(leaves.enrollment().toString());
        assertThat(system.json(ROSTERING + "/classes/" + course.intake() + "/students")
                        .path("users")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void whatIsAnsweredIsAsTheSpecificationHasIt() throws IOException {
        purchases.run(
                "update offer_intake set self_paced = false, starts = '2027-02-01', ends = '2027-03-15', place = 'Room 4' where id = $1",
                course.intake());
        purchases.anotherOf(course, "Self-paced one");
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        waits(bought);
        system.get(ROSTERING + "/enrollments");
        puts(bought, "r-1", "fully graded", "82");

        var things = Map.of(
                ROSTERING + "/orgs", "orgs",
                ROSTERING + "/academicSessions", "academicSessions",
                ROSTERING + "/courses", "courses",
                ROSTERING + "/classes", "classes",
                ROSTERING + "/users", "users",
                ROSTERING + "/enrollments", "enrollments",
                GRADEBOOK + "/categories", "categories",
                GRADEBOOK + "/lineItems", "lineItems",
                GRADEBOOK + "/results", "results");
        for (var thing : things.entrySet()) {
            var answer = system.get(thing.getKey());
            assertThat(answer.statusCode()).as(thing.getKey()).isEqualTo(200);
            assertThat(mistakes(thing.getValue(), answer)).as(answer.body()).isEmpty();
            var first = JsonMapper.shared()
                    .readTree(answer.body())
                    .path(thing.getValue())
                    .path(0)
                    .path("sourcedId")
                    .asString();
            assertThat(first).as("at least one of " + thing.getKey()).isNotEmpty();
            var one = system.get(thing.getKey() + "/" + first);
            assertThat(mistakes(thing.getValue() + "-one", one)).as(one.body()).isEmpty();
        }
        for (var refused : List.of(
                system.get(ROSTERING + "/users?filter=shoeSize='44'"),
                system.get(ROSTERING + "/classes/" + UUID.randomUUID()),
                Fetcher.get(ROSTERING + "/orgs", "forged"))) {
            assertThat(mistakes("refusal", refused)).as(refused.body()).isEmpty();
        }
    }

    @Test
    void listsArePagedSortedFilteredAndCut() {
        for (var name : List.of("Ada Berg", "Bea Lind", "Cem Aydin")) {
            purchases.buys(Purchases.learner(name), course);
        }

        var first = system.get(ROSTERING + "/users?limit=2&sort=familyName&orderBy=desc&fields=familyName,email");
        assertThat(first.body())
                .isEqualTo("{\"users\":[{\"email\": \"bea.lind@example.com\", \"familyName\": \"Lind\"},"
                        + "{\"email\": \"ada.berg@example.com\", \"familyName\": \"Berg\"}]}");
        assertThat(first.headers().firstValue("X-Total-Count")).hasValue("3");
        assertThat(String.join(",", first.headers().allValues("Link")))
                .contains("rel=\"first\"", "rel=\"last\"", "rel=\"next\"", "offset=2", "orderBy=desc")
                .doesNotContain("rel=\"prev\"");
        assertThat(names("limit=2&offset=2&sort=familyName&orderBy=desc")).containsExactly("Aydin");
        assertThat(names("sort=familyName&filter=familyName='Berg' OR familyName='Lind'"))
                .containsExactly("Berg", "Lind");
        assertThat(names("sort=familyName&filter=email~'LIND' AND status='active'"))
                .containsExactly("Lind");
        assertThat(names("sort=familyName&filter=familyName>='Berg' AND givenName!='Cem'"))
                .containsExactly("Berg", "Lind");
        assertThat(names("filter=roles.role='student'")).hasSize(3);
        assertThat(names("filter=roles.role='teacher'")).isEmpty();
        assertThat(names("filter=familyName='O''Neill'")).isEmpty();
        assertThat(names("filter=dateLastModified<'2020-01-01'")).isEmpty();

        assertThat(refusal("/users/%00")).doesNotContain("sourcedId");
        assertThat(refusal("/users?filter=familyName%3D'%00'")).contains("null character");
        assertThat(refusal("/users?limit=0")).contains("invalid_selection_field");
        assertThat(refusal("/users?limit=5000")).contains("invalid_selection_field");
        assertThat(refusal("/users?sort=shoeSize")).contains("invalid_sort_field");
        assertThat(refusal("/users?fields=shoeSize")).contains("invalid_selection_field");
        assertThat(refusal("/users?filter=familyName")).contains("invalid_filter_field");
        assertThat(refusal("/users?filter=familyName='a' XOR email='b'")).contains("invalid_filter_field");
        assertThat(refusal("/users?filter=dateLastModified>'yesterday'")).contains("invalid_filter_field");
        assertThat(refusal("/users?filter=" + "email='a' AND ".repeat(20) + "email='a'"))
                .contains("invalid_filter_field");
    }

    @Test
    void anotherProvidersLearnersAreNotThere() {
        var ours = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var other = purchases.course("Another provider's");
        var stranger = connects(other);
        var user = system.json(ROSTERING + "/users").at("/users/0/sourcedId").asString();

        for (var path : List.of(
                ROSTERING + "/orgs/" + course.provider(),
                ROSTERING + "/schools/" + course.provider() + "/enrollments",
                ROSTERING + "/courses/" + course.offering(),
                ROSTERING + "/classes/" + course.intake(),
                ROSTERING + "/classes/" + course.intake() + "/students",
                ROSTERING + "/terms/" + course.provider() + "-self-paced",
                ROSTERING + "/users/" + user,
                ROSTERING + "/users/" + user + "/classes",
                ROSTERING + "/students/" + user,
                ROSTERING + "/enrollments/" + ours.enrollment(),
                GRADEBOOK + "/lineItems/" + course.intake(),
                GRADEBOOK + "/results/" + ours.enrollment(),
                GRADEBOOK + "/classes/" + course.intake() + "/results")) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/users", "/enrollments", "/students")) {
            assertThat(stranger.get(ROSTERING + path).headers().firstValue("X-Total-Count"))
                    .as(path)
                    .hasValue("0");
        }
        assertThat(stranger.put(GRADEBOOK + "/results/r-9", result(course.intake(), user, "fully graded", "90", ""))
                        .statusCode())
                .isEqualTo(404);
        assertThat(new String(stranger.file(""), StandardCharsets.ISO_8859_1)).doesNotContain("amara");
    }

    @Test
    void aKeyOpensOnlyWhatItIsForAndNothingOnceItIsRevoked() {
        assertThat(new Fetcher(system.id(), "guessed")
                        .asksForAToken(Fetcher.SCOPES)
                        .statusCode())
                .isEqualTo(401);
        assertThat(system.asksForAToken("https://example.org/scope").body()).contains("invalid_scope");
        var grades = "https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.readonly";
        var narrow = LearnerBrowser.match(system.asksForAToken(grades).body(), "\"access_token\":\"([^\"]*)\"");
        assertThat(Fetcher.get(ROSTERING + "/users", narrow).statusCode()).isEqualTo(403);
        assertThat(Fetcher.get(GRADEBOOK + "/results", narrow).statusCode()).isEqualTo(200);
        assertThat(system.get(ROSTERING + "/demographics").statusCode()).isEqualTo(403);

        var token = system.token();
        administrator(course)
                .post(page + "/keys/" + system.id() + "/end", Map.of())
                .block();

        assertThat(Fetcher.get(ROSTERING + "/users", token).statusCode()).isEqualTo(401);
        assertThat(system.asksForAToken(Fetcher.SCOPES).statusCode()).isEqualTo(401);
        assertThat(purchases.count(
                        "select count(*) from system_client where secret_hash = $1",
                        system.secret().getBytes(StandardCharsets.UTF_8)))
                .as("kept as it is")
                .isZero();
    }

    @Test
    void aResultThatPassesCompletesTheCourseAndACorrectionTakesItBack() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        administrator(course)
                .post(page + "/mark", Map.of("pass", "60", "moveOn", "Passed"))
                .block();

        assertThat(puts(bought, "sis-77", "partially graded", "90").statusCode())
                .isEqualTo(201);
        assertThat(purchases.state(bought))
                .as("known there, whatever was fetched")
                .isEqualTo("CONFIRMED");
        assertThat(puts(bought, "sis-77", "fully graded", "59.9").statusCode()).isEqualTo(201);
        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");
        assertThat(puts(bought, "sis-77", "fully graded", "82").statusCode()).isEqualTo(201);
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(puts(bought, "sis-77", "fully graded", "82").statusCode()).isEqualTo(201);
        purchases.awaitBadge(bought);

        assertThat(system.json(GRADEBOOK + "/results/sis-77")
                        .at("/result/score")
                        .decimalValue())
                .isEqualByComparingTo("82");
        assertThat(puts(bought, "sis-77", "fully graded", "12").statusCode()).isEqualTo(201);
        assertThat(purchases.state(bought)).isEqualTo("ACTIVE");

        var other = purchases.buys(Purchases.learner("Bea Lind"), course);
        assertThat(puts(other, "sis-77", "fully graded", "82").body()).contains("invaliddata", "another student");
        assertThat(puts(other, "sis-78", "brilliant", "82").body()).contains("invaliddata", "scoreStatus");
        assertThat(puts(other, "sis-78", "fully \\u0000 graded", "82").body())
                .contains("invaliddata", "null character");
        assertThat(puts(other, "sis-%00", "fully graded", "82").statusCode()).isEqualTo(400);
        for (var score : List.of("1e999999999", "1e-999999999", "-1")) {
            assertThat(puts(bought, "sis-79", "fully graded", score).statusCode())
                    .as(score)
                    .isEqualTo(422);
        }
        assertThat(system.put(GRADEBOOK + "/results/sis-79", "{\"result\": 5}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void anEarlierResultDoesNotUndoALaterOne() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var user = user(bought);
        var later = result(
                course.intake(),
                user,
                "fully graded",
                "82",
                ", \"dateLastModified\": \"2026-03-02T10:00:00.000Z\", \"scoreDate\": \"2026-03-01\"");
        var earlier = result(
                course.intake(), user, "fully graded", "20", ", \"dateLastModified\": \"2026-03-01T10:00:00.000Z\"");

        assertThat(system.put(GRADEBOOK + "/results/sis-1", later).statusCode()).isEqualTo(201);
        assertThat(system.put(GRADEBOOK + "/results/sis-1", earlier).body()).contains("later dateLastModified");

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(purchases.one(
                        "select completed_at::date::text from completion where enrollment = $1",
                        String.class,
                        bought.enrollment()))
                .as("the date of the score")
                .isEqualTo("2026-03-01");
    }

    @Test
    void theSameIsThereAsAFile() throws IOException {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        waits(bought);
        var files = unzipped(system.file(""));

        assertThat(files.get("manifest.csv"))
                .startsWith("propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n")
                .contains("file.enrollments,bulk", "file.roles,bulk", "file.demographics,absent");
        assertThat(files.get("enrollments.csv"))
                .startsWith(
                        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\r\n")
                .contains(bought.enrollment() + ",,," + course.intake() + "," + course.provider());
        assertThat(files.get("users.csv")).contains(",amara.okafor@example.com,,Amara,Okafor,");
        assertThat(files).containsKeys("academicSessions.csv", "classes.csv", "courses.csv", "orgs.csv", "roles.csv");
        purchases.awaitState(bought, "CONFIRMED");

        var none = unzipped(system.file("?since=2099-01-01"));
        assertThat(none.get("manifest.csv")).contains("file.enrollments,delta");
        assertThat(none.get("enrollments.csv").lines()).hasSize(1);
    }

    private Fetcher connects(Course of) {
        var administrator = administrator(of);
        var pages = "/checkout/connections/" + of.provider();
        page = administrator
                .post(pages, Map.of("kind", "ONEROSTER", "name", "Student system"))
                .block()
                .location();
        var made = administrator
                .post(page + "/keys", Map.of("purpose", "ONEROSTER"))
                .block();
        assertThat(made.status()).isEqualTo(200);
        administrator
                .post(pages + "/uses", Map.of("connection", page.substring(page.lastIndexOf('/') + 1)))
                .block();
        var values = Pattern.compile("<dt>(?:Client ID, or user name|Secret, or password)</dt><dd><code[^>]*>([^<]*)<")
                .matcher(made.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        return new Fetcher(values.getFirst(), values.getLast());
    }

    private Browser administrator(Course of) {
        return shop.signedIn(new Person(
                UUID.randomUUID(), Kind.STAFF, "maren@example.org", "Maren", Set.of(of.provider() + ":administrator")));
    }

    private void waits(Bought bought) {
        shop.await(
                "select count(*) from handoff where enrollment = '%s' and waits_since is not null and waits_for = 'FETCH'"
                        .formatted(bought.enrollment()),
                1L);
    }

    private String user(Bought bought) {
        return purchases.one(
                "select roster_user(provider, email, id) from enrollment where id = $1",
                String.class,
                bought.enrollment());
    }

    private HttpResponse<String> puts(Bought bought, String name, String status, String score) {
        return system.put(GRADEBOOK + "/results/" + name, result(course.intake(), user(bought), status, score, ""));
    }

    private static String result(UUID lineItem, String student, String status, String score, String more) {
        return """
                {"result": {"sourcedId": "r", "status": "active", "lineItem": {"sourcedId": "%s", "type": "lineItem"},
                 "student": {"sourcedId": "%s", "type": "user"}, "scoreStatus": "%s", "score": %s%s}}
                """.formatted(lineItem, student, status, score, more);
    }

    private List<String> names(String query) {
        return system.json(ROSTERING + "/users?" + query)
                .path("users")
                .valueStream()
                .map(user -> user.path("familyName").asString())
                .toList();
    }

    private String refusal(String path) {
        var answer = system.get(ROSTERING + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        return answer.body();
    }

    private static List<?> mistakes(String schema, HttpResponse<String> answer) throws IOException {
        try (var stream = OneRosterTests.class.getResourceAsStream("oneroster-1.2.json")) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text.replace("#/$defs/chosen", "#/$defs/" + schema))
                    .validate(answer.body(), InputFormat.JSON);
        }
    }

    private static Map<String, String> unzipped(byte[] zip) throws IOException {
        var files = new HashMap<String, String>();
        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                files.put(entry.getName(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
