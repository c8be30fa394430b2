package market.tessera.provider.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@PortalTest
class NeedsTests {
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");

    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    private UUID nordkyst;
    private Browser author;

    @BeforeEach
    void anInstitution() {
        database.sql("delete from throttle").then().block();
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void leadsFromAnEmployersRequestToAnOfferingWhoseReviewShowsIt() {
        ask().expectStatus().isOk();
        var page = author.page("/portal/needs");
        assertThat(page).contains("Service heat pumps", "Havn Verft", "ole@havn.example", "for 40 people");
        var propose = find(page, "href=\"(/portal/offerings/new\\?need=[0-9a-f-]+)\"");
        assertThat(author.page(propose)).contains("value=\"Service heat pumps\"");

        var offering = author.follow(
                        "/portal/offerings/new",
                        "title",
                        "Heat pumps",
                        "provider",
                        nordkyst.toString(),
                        "need",
                        id(propose))
                .replace("/edit", "");
        author.follow(offering + "/propose", "revision", "0");

        var reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        assertThat(reviewer.page(offering)).contains("Why it is wanted", "Havn Verft", "Forty electricians");
        assertThat(author.page("/portal/needs?state=proposed")).contains("Led to Heat pumps", offering);
        assertThat(author.page("/portal/needs")).doesNotContain("Havn Verft");
    }

    @Test
    void letsOneOfferingComeOfANeedAlsoWhenTwoBeginAtOnce() {
        author.follow("/portal/needs", "title", "Offshore wind", "provider", nordkyst.toString());
        var need = id(find(author.page("/portal/needs"), "href=\"(/portal/offerings/new\\?need=[0-9a-f-]+)\""));

        var answers = Flux.range(0, 4)
                .flatMap(_ -> Flux.just(need)
                        .publishOn(Schedulers.boundedElastic())
                        .map(one -> author.post(
                                        "/portal/offerings/new",
                                        "title",
                                        "Offshore wind",
                                        "provider",
                                        nordkyst.toString(),
                                        "need",
                                        one)
                                .returnResult(Void.class)
                                .getStatus()
                                .value()))
                .collectList()
                .block();

        assertThat(answers).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 409);
        assertThat(cast.count("select count(*) from offering where provider = :id::uuid", nordkyst.toString()))
                .isEqualTo(1);
    }

    @Test
    void offersWhatWasLookedForInVainAndCountsItOnceHoweverOftenItIsTold() {
        var query = "violin making " + UUID.randomUUID();
        var today = LocalDate.now(ZoneOffset.UTC);
        for (var times = 0; times < 2; times++) {
            told(1, today.minusDays(4), query, 7);
        }
        told(2, today.minusDays(5), query, 4);
        OtherLogs.tellOfLearners("demand.unmet", UUID.randomUUID().toString(), 3, "{\"day\": \"soon\"}");
        told(4, LocalDate.of(2020, 1, 1), query, 100);

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(
                        () -> assertThat(author.page("/portal/needs")).contains(query, "11 searches in 90 days"));
        author.follow("/portal/needs/searches", "provider", nordkyst.toString(), "query", query);
        author.follow("/portal/needs/searches", "provider", nordkyst.toString(), "query", query);
        author.follow("/portal/needs/searches", "provider", nordkyst.toString(), "query", "never told");

        assertThat(author.page("/portal/needs"))
                .contains("Propose an offering for " + query)
                .doesNotContain("Take up " + query);
        assertThat(cast.count("select count(*) from need where provider = :id::uuid", nordkyst.toString()))
                .isEqualTo(1);
    }

    @Test
    void putsAsideWithAReasonAndTakesUpAgain() {
        author.follow("/portal/needs", "title", "Offshore wind", "provider", nordkyst.toString());
        var dismiss = find(author.page("/portal/needs"), "action=\"(/portal/needs/[0-9a-f-]+/dismiss)\"");
        author.post(dismiss, "why", " ").expectStatus().isEqualTo(422);

        author.follow(dismiss, "why", "Another college does it well");
        assertThat(author.page("/portal/needs?state=dismissed")).contains("Another college does it well");
        author.follow(dismiss.replace("dismiss", "reopen"));

        assertThat(author.page("/portal/needs")).contains("Offshore wind");
        author.post("/portal/needs", "title", " ", "provider", nordkyst.toString())
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void showsAndChangesNothingOfOthers() {
        author.follow("/portal/needs", "title", "Ours alone", "provider", nordkyst.toString());
        var dismiss = find(author.page("/portal/needs"), "action=\"(/portal/needs/[0-9a-f-]+/dismiss)\"");
        var need = dismiss.split("/")[3];
        var elsewhere = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten Stranger", elsewhere, Role.AUTHOR));

        assertThat(stranger.page("/portal/needs")).doesNotContain("Ours alone");
        stranger.post(dismiss, "why", "Mine").expectStatus().isNotFound();
        stranger.get("/portal/offerings/new?need=" + need).expectStatus().isNotFound();
        stranger.post("/portal/offerings/new", "title", "T", "provider", elsewhere.toString(), "need", need)
                .expectStatus()
                .isEqualTo(409);
        stranger.post("/portal/needs", "title", "T", "provider", nordkyst.toString())
                .expectStatus()
                .isNotFound();
        stranger.post("/portal/needs/searches", "query", "q", "provider", nordkyst.toString())
                .expectStatus()
                .isNotFound();
    }

    @Test
    void asksEmployersOnlyForInstitutionsThatArePublic() {
        database.sql("update provider set verified_at = null, evidence = null where id = :id")
                .bind("id", nordkyst)
                .then()
                .block();

        cast.nobody().get("/portal/ask/p-" + nordkyst).expectStatus().isNotFound();
        cast.nobody().get("/portal/ask/nobody-knows").expectStatus().isNotFound();
        cast.nobody()
                .post("/portal/ask/p-" + nordkyst, "title", "T")
                .expectStatus()
                .isNotFound();
    }

    @Test
    void takesNoRequestsFromPrograms() {
        ask("website", "https://buy.example").expectStatus().isOk();
        ask("stamp", "made-up").expectStatus().isEqualTo(422);

        assertThat(cast.count("select count(*) from need where provider = :id::uuid", nordkyst.toString()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "organisation, ''",
        "contact, ''",
        "email, ole",
        "title, ''",
        "details, short",
        "people, many",
        "people, 123456"
    })
    void saysWhichFieldCannotBeTaken(String field, String typed) {
        ask(field, typed)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("id=\"" + field + "-error\""));
    }

    private ResponseSpec ask(String... change) {
        var address = "/portal/ask/p-" + nordkyst;
        var stamp = find(cast.nobody().page(address), STAMP.pattern());
        clock.pass(Duration.ofSeconds(30));
        var fields = new ArrayList<>(List.of(
                "title", "Service heat pumps",
                "details", "Forty electricians have to be retrained by autumn.",
                "people", "40",
                "organisation", "Havn Verft",
                "contact", "Ole Havn",
                "email", "ole@havn.example",
                "stamp", stamp,
                "website", ""));
        for (var at = 0; at < change.length; at += 2) {
            fields.set(fields.indexOf(change[at]) + 1, change[at + 1]);
        }
        return cast.nobody().post(address, fields.toArray(String[]::new));
    }

    private static void told(long version, LocalDate day, String query, long searches) {
        var id = UUID.randomUUID();
        OtherLogs.tellOfLearners("demand.unmet", id.toString(), version, """
                {"id": "%s", "day": "%s", "queries": [{"query": "%s", "searches": %d}]}""".formatted(id, day, query, searches));
    }

    private static String id(String address) {
        return address.replaceFirst(".*=", "");
    }

    private static String find(String page, String pattern) {
        var found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
