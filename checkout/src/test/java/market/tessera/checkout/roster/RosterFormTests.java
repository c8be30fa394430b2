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
import java.util.UUID;
import java.util.zip.ZipInputStream;
import market.tessera.checkout.Purchases;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The form of what is read: the specification, its lists, its files. */
class RosterFormTests extends RosterReadings {
    @Test
    void whatIsAnsweredIsAsTheSpecificationHasIt() throws IOException {
        purchases.run(
                "update offer_intake set self_paced = false, starts = '2027-02-01', ends = '2027-03-15', place = 'Room 4' where id = $1",
                course.intake());
        purchases.anotherOf(course, "Self-paced one");
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        waits(bought);
        system.get(ROSTERING + "/enrollments");
        var user = system.json(ROSTERING + "/users").at("/users/0/sourcedId").asString();
        system.put(GRADEBOOK + "/results/r-1", GradebookTests.result(course.intake(), user, "fully graded", "82", ""));

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
