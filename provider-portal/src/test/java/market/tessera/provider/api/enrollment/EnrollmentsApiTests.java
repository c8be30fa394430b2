package market.tessera.provider.api.enrollment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.Program.Answer;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@PortalTest
class EnrollmentsApiTests {
    private static final String ENROLLMENTS = "/api/v1/provider/enrollments";
    private static final String LIST = ENROLLMENTS + "/completions";
    private static final String PASSED = "{\"completedAt\": \"2026-11-20T10:00:00Z\", \"grade\": \"Merit\"}";

    @Autowired
    private Cast cast;

    private UUID nordkyst;
    private Program system;

    @BeforeEach
    void anInstitutionWithASystemOfItsOwn() {
        nordkyst = cast.institution("Nordkyst");
        system = cast.program(nordkyst, null, Scope.ENROLLMENT);
    }

    @Test
    void showsTheRoster() {
        var offering = UUID.randomUUID();
        var first = enrolled(offering, "active", "2026-11-01T10:00:00Z");
        var second = enrolled(offering, "requested", "2026-11-02T10:00:00Z");
        enrolled(UUID.randomUUID(), "active", "2026-11-03T10:00:00Z");

        var page = system.get(ENROLLMENTS + "?limit=1&offering=" + offering);
        var next = system.get(ENROLLMENTS + "?limit=1&offering=" + offering + "&cursor=" + page.text("/next"));

        assertThat(page.text("/items/0/id")).isEqualTo(second.toString());
        assertThat(next.text("/items/0/id")).isEqualTo(first.toString());
        assertThat(next.text("/items/0/learner/email")).isEqualTo("mia@example.org");
        assertThat(next.body().has("next")).isFalse();
        assertThat(system.get(ENROLLMENTS + "?state=requested")
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(1);
        assertThat(system.get(ENROLLMENTS + "?state=dreaming").status()).isEqualTo(400);
    }

    @Test
    void tellsCheckoutOfACompletionOnce() {
        var enrollment = enrolled("active");

        var answers = IntStream.range(0, 5)
                .parallel()
                .mapToObj(_ -> complete(enrollment, PASSED).status())
                .toList();

        assertThat(answers).containsOnlyOnce(202).allMatch(status -> status == 202 || status == 200);
        assertThat(cast.count("""
                        select count(*) from event_log where type = 'completion.reported' and subject = :id
                          and data ->> 'provider' = '%s' and data ->> 'grade' = 'Merit'
                        """.formatted(nordkyst), enrollment.toString())).isEqualTo(1);
    }

    @Test
    void answersManyAtOnceEachForItself() {
        var open = IntStream.range(0, 6)
                .parallel()
                .mapToObj(_ -> enrolled("active"))
                .toList();
        var withdrawn = enrolled("withdrawn");
        var stranger = cast.program(cast.institution("Another"), null, Scope.ENROLLMENT);

        var answers = IntStream.range(0, 40)
                .parallel()
                .mapToObj(turn -> switch (turn % 4) {
                    case 0 -> Map.entry("closed", complete(withdrawn, PASSED).type());
                    case 1 ->
                        Map.entry(
                                "strange",
                                stranger.post(ENROLLMENTS + "/" + open.get(turn % 6) + "/completion", PASSED)
                                        .type());
                    default ->
                        Map.entry(
                                "own", "" + complete(open.get(turn % 6), PASSED).status());
                })
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));

        assertThat(answers.get("closed")).containsOnly("not-enrolled");
        assertThat(answers.get("strange")).containsOnly("not-found");
        assertThat(answers.get("own"))
                .containsOnly("202", "200")
                .filteredOn("202"::equals)
                .hasSize(6);
    }

    @Test
    void takesManyWithOneRequestAndAnswersEachForItself() {
        var open = enrolled("active");
        var list = """
                {"completions": [{"enrollment": "%1$s", "grade": "Merit"}, {"enrollment": "%2$s"}, {"enrollment": "%3$s"},
                  {"enrollment": "%1$s", "grade": "Distinction"}, {"enrollment": "%1$s", "mark": "A"}, {}, {"enrollment": "nobody"}]}
                """.formatted(open, enrolled("withdrawn"), UUID.randomUUID());
        var stranger = cast.program(cast.institution("Another"), null, Scope.ENROLLMENT);

        assertThat(statuses(stranger.post(LIST, list))).containsExactly(404, 404, 404, 404, 400, 400, 404);
        var answer = system.post(LIST, list);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly(202, 409, 404, 409, 400, 400, 404);
        assertThat(answer.text("/results/0/completion/grade")).isEqualTo("Merit");
        assertThat(answer.text("/results/1/problem/type")).endsWith("not-enrolled");
        assertThat(answer.text("/results/3/problem/type")).endsWith("completion-differs");
        assertThat(answer.text("/results/4/problem/errors/0/pointer")).isEqualTo("/completions/4/mark");
        assertThat(statuses(system.post(LIST, list))).startsWith(200, 409);
        assertThat(cast.count(
                        "select count(*) from event_log where type = 'completion.reported' and subject = :id",
                        open.toString()))
                .isEqualTo(1);
    }

    @Test
    void refusesListsThatAreNone() {
        var tooLong = Stream.generate(() -> "{}").limit(501).collect(joining(",", "{\"completions\": [", "]}"));

        assertThat(Stream.of("[]", "{}", "{\"completions\": []}", "{\"completion\": [{}]}", tooLong)
                        .map(body -> system.post(LIST, body).status()))
                .containsOnly(400);
    }

    private static List<Integer> statuses(Answer answer) {
        return answer.body()
                .path("results")
                .valueStream()
                .map(result -> result.path("status").asInt())
                .toList();
    }

    @Test
    void answersTheSameRequestWithTheSameAnswer() {
        var enrollment = enrolled("confirmed");

        var first = system.postOnce("a key", ENROLLMENTS + "/" + enrollment + "/completion", "{}");
        var second = system.postOnce("a key", ENROLLMENTS + "/" + enrollment + "/completion", "{}");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(complete(enrollment, "{}").status())
                .as("without a key, and without a date")
                .isEqualTo(200);
    }

    @Test
    void keepsTheFirstWhereTwoContradict() {
        var enrollment = enrolled("active");
        complete(enrollment, PASSED);

        var other = complete(enrollment, PASSED.replace("Merit", "Distinction"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.type()).isEqualTo("completion-differs");
        assertThat(other.text("/detail")).contains("Merit");
    }

    @Test
    void takesBackWhatWasReportedAndTakesAnotherAfterIt() {
        var enrollment = enrolled("active");
        var stranger = cast.program(cast.institution("Another"), null, Scope.ENROLLMENT);
        assertThat(takeBack(system, enrollment).type()).isEqualTo("not-reported");
        complete(enrollment, PASSED);

        assertThat(takeBack(stranger, enrollment).status()).isEqualTo(404);
        assertThat(takeBack(system, enrollment).status()).isEqualTo(204);
        assertThat(takeBack(system, enrollment).status()).as("again").isEqualTo(204);
        assertThat(complete(enrollment, PASSED.replace("Merit", "Pass")).status())
                .isEqualTo(202);

        assertThat(cast.count("""
                        select count(*) from event_log where subject = :id and (type, version) in
                          (('completion.reported', 1), ('completion.withdrawn', 2), ('completion.reported', 3))
                        """, enrollment.toString())).isEqualTo(3);
        assertThat(complete(enrollment, PASSED.replace("Merit", "Pass")).status())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatCannotBeCompleted() {
        assertThat(complete(enrolled("requested"), PASSED).type()).isEqualTo("not-confirmed");
        assertThat(complete(enrolled("completed"), PASSED).type()).isEqualTo("already-completed");
        assertThat(complete(enrolled("withdrawn"), PASSED).type()).isEqualTo("not-enrolled");
        assertThat(complete(UUID.randomUUID(), PASSED).status()).isEqualTo(404);
        assertThat(system.post(ENROLLMENTS + "/nobody/completion", PASSED).status())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        var enrollment = enrolled("active");

        assertThat(complete(enrollment, "{\"completedAt\": \"2126-01-01T00:00:00Z\"}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/completedAt");
        assertThat(complete(enrollment, "{\"completedAt\": \"-200000-01-01T00:00:00Z\"}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/completedAt");
        assertThat(complete(enrollment, "{\"score\": {\"given\": -1, \"maximum\": 10}}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/score/given");
        assertThat(complete(enrollment, "{\"mark\": \"A\"}").text("/errors/0/pointer"))
                .isEqualTo("/mark");
        assertThat(complete(enrollment, "{\"grade\": \"\\u0007\"}").text("/errors/0/pointer"))
                .isEqualTo("/grade");
        assertThat(complete(enrollment, PASSED).status())
                .as("nothing was kept of those")
                .isEqualTo(202);
    }

    @Test
    void hidesEnrollmentsOfOthers() {
        var enrollment = enrolled("active");
        var stranger = cast.program(cast.institution("Another"), null, Scope.ENROLLMENT);

        assertThat(stranger.get(ENROLLMENTS).body().at("/items").size()).isZero();
        assertThat(stranger.get(ENROLLMENTS + "/" + enrollment).status()).isEqualTo(404);
        assertThat(stranger.post(ENROLLMENTS + "/" + enrollment + "/completion", PASSED)
                        .status())
                .isEqualTo(404);
    }

    private static Answer takeBack(Program program, UUID enrollment) {
        return program.send(HttpMethod.DELETE, ENROLLMENTS + "/" + enrollment + "/completion", "", Map.of());
    }

    private Answer complete(UUID enrollment, String json) {
        return system.post(ENROLLMENTS + "/" + enrollment + "/completion", json);
    }

    private UUID enrolled(String state) {
        return enrolled(UUID.randomUUID(), state, "2026-11-01T10:00:00Z");
    }

    private UUID enrolled(UUID offering, String state, String at) {
        var id = UUID.randomUUID();
        OtherLogs.tell("enrollment.updated", id.toString(), 1, """
                {"id": "%s", "order": "%s", "orderNumber": "T-1001", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind",
                 "edition": 1, "intake": "%s", "learner": {"name": "Mia Berg", "email": "mia@example.org"}, "state": "%s",
                 "price": {"amount": 390000, "currency": "NOK"}, "at": "%s"}
                """.formatted(
                        id, UUID.randomUUID(), nordkyst, offering, UUID.randomUUID(), state, at));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> system.get(ENROLLMENTS + "/" + id).status() == 200);
        return id;
    }
}
