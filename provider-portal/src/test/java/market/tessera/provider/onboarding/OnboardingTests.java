package market.tessera.provider.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@PortalTest
class OnboardingTests {
    private static final Pattern LINK = Pattern.compile("/portal/apply/confirm\\?token=[A-Za-z0-9_-]{43}");
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");
    private static final Duration READING = Duration.ofSeconds(30);

    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    @Autowired
    private OfferingLog offerings;

    @Autowired
    private TransactionalOperator transaction;

    private final String domain = UUID.randomUUID() + ".example";
    private final String email = "rector@" + domain;
    private final String name = "Fjell " + UUID.randomUUID();

    @BeforeEach
    void nobodyHasSentAnything() {
        database.sql("delete from throttle").then().block();
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void leadsFromAnApplicationToAVerifiedInstitution() {
        send("name", name).expectStatus().isOk();
        var rector = joined();
        var institution = institution();
        assertThat(rector.page("/portal")).contains(name + " is not verified yet");
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        assertThat(operator.page("/portal/providers?q=" + name)).contains("Applies");
        var desk = "/portal/providers/" + institution;
        assertThat(operator.page(desk)).contains("NO 974 767 880", "The study board approves", domain, email);

        operator.follow(desk + "/ask", "said", "Until when is the accreditation?");
        assertThat(cast.mail(email, Pattern.compile("Until when is the accreditation")))
                .isNotEmpty();
        rector.follow("/portal/settings/" + institution + "/verification", "said", "Until 2031.");
        assertThat(operator.page("/portal/providers?q=" + name)).contains("Has answered");
        operator.follow(desk + "/verify", verification());

        assertThat(rector.page("/portal")).doesNotContain("is not verified yet");
        assertThat(rector.page("/portal/settings/" + institution + "/verification"))
                .contains("Asked for more", "Until 2031.", "Verified", "Holds until");
        assertThat(cast.mail(email, Pattern.compile("We vouch for"))).isNotEmpty();
    }

    @Test
    void tellsTheCatalogueNothingOfAnInstitutionThatIsNotVerified() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        var offering = published(rector, institution);
        assertThat(told(offering)).isEmpty();
        assertThat(told(institution.toString())).containsOnly("false");

        operator.follow("/portal/providers/" + institution + "/refuse", "said", "No such register entry");
        assertThat(told(offering)).isEmpty();
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        assertThat(told(offering)).containsExactly("published");
        operator.follow("/portal/providers/" + institution + "/suspend", "said", "The accreditation has ended");

        assertThat(told(offering)).containsExactly("published", "withdrawn");
    }

    @Test
    void keepsWhatASuspendedInstitutionHasInReviewAndPublishesNothingOfItUntilItIsVerifiedAgain() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        var offering = rector.follow(
                        "/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replaceAll("/portal/offerings/|/edit", "");
        rector.follow("/portal/offerings/" + offering + "/propose", "revision", "0");

        operator.follow("/portal/providers/" + institution + "/suspend", "said", "We look into a complaint");
        var reviewer = cast.signedIn(cast.person("Rolf", institution, Role.REVIEWER));
        reviewer.follow("/portal/offerings/" + offering + "/approve", "revision", "1");
        rector.follow("/portal/offerings/" + offering + "/publish", "revision", "2");
        assertThat(told(offering)).isEmpty();
        operator.follow("/portal/providers/" + institution + "/verify", verification());

        assertThat(told(offering)).containsExactly("published");
    }

    @Test
    void suspendsAnInstitutionWhileAnImportIsAtItsOfferings() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        var offering = published(rector, institution);

        var suspension = database.sql("select id from offering where provider = :provider order by id for update")
                .bind("provider", institution)
                .then()
                .then(Mono.fromSupplier(() -> suspended(operator, institution)))
                .delayUntil(_ -> cast.waitedFor())
                .delayUntil(_ -> offerings.announce(List.of(UUID.fromString(offering))))
                .as(transaction::transactional)
                .block();

        assertThat(suspension.join()).isEqualTo(303);
        assertThat(told(offering)).containsExactly("published", "published", "withdrawn");
    }

    /** Somebody works on what was not public when the suspension began, and is when it comes to telling: both wait for the provider. */
    @Test
    void suspendsAnInstitutionWhileSomebodyWorksOnWhatHasJustBecomePublic() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        var offering = published(rector, institution);
        status(offering, "withdrawn");
        var locked = new CompletableFuture<Void>();
        var free = new CompletableFuture<Void>();

        var suspension = database.sql("select id from provider where id = :id for share")
                .bind("id", institution)
                .then()
                .then(Mono.fromSupplier(() -> suspended(operator, institution)))
                .delayUntil(_ -> cast.waitedFor())
                .delayUntil(_ ->
                        Mono.fromRunnable(() -> status(offering, "published")).subscribeOn(Schedulers.boundedElastic()))
                .map(suspended -> List.of(suspended, changed(offering, locked, free)))
                .delayUntil(_ -> Mono.fromFuture(locked))
                .as(transaction::transactional)
                .block();
        free.complete(null);

        assertThat(suspension).extracting(CompletableFuture::join).containsExactly(303, 303);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(told(offering)).endsWith("withdrawn"));
    }

    private CompletableFuture<Integer> changed(
            String offering, CompletableFuture<Void> locked, CompletableFuture<Void> free) {
        return database.sql("select id from offering where id = :id for update")
                .bind("id", UUID.fromString(offering))
                .then()
                .then(Mono.fromRunnable(() -> locked.complete(null)))
                .then(Mono.fromFuture(free))
                .then(Mono.defer(() -> offerings.announce(List.of(UUID.fromString(offering)))))
                .thenReturn(303)
                .as(transaction::transactional)
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
    }

    private void status(String offering, String status) {
        database.sql("update offering set status = :status where id = :id")
                .bind("status", status)
                .bind("id", UUID.fromString(offering))
                .then()
                .block();
    }

    private static CompletableFuture<Integer> suspended(Browser operator, UUID institution) {
        return Mono.fromCallable(
                        () -> operator.post("/portal/providers/" + institution + "/suspend", "said", "A complaint")
                                .returnResult(Void.class)
                                .getStatus()
                                .value())
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
    }

    @Test
    void letsALinkProveTheDomainOnceAndOnlyInTime() {
        send("name", name);
        var token = cast.mail(email, LINK).replaceFirst(".*=", "");

        var answers = Flux.range(0, 4)
                .flatMap(_ -> Flux.just(token)
                        .publishOn(Schedulers.boundedElastic())
                        .map(one -> cast.nobody()
                                .post("/portal/apply/confirm", "token", one)
                                .returnResult(Void.class)
                                .getStatus()
                                .value()))
                .collectList()
                .block();

        assertThat(answers).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 410);
        assertThat(cast.count("select count(*) from provider where name = :id", name))
                .isEqualTo(1);
        clock.pass(Duration.ofHours(2));
        send("email", "late@" + domain);
        var late = cast.mail("late@" + domain, LINK);
        clock.pass(Duration.ofDays(3));
        cast.nobody().get(late).expectStatus().isEqualTo(410);
    }

    @Test
    void takesNothingFromPrograms() {
        send("website", "https://buy.example").expectStatus().isOk();
        assertThat(mails()).isZero();
        var stamp = stamp();
        apply(stamp).expectStatus().isEqualTo(422);
        clock.pass(Duration.ofHours(25));
        apply(stamp).expectStatus().isEqualTo(422);
        apply("made-up").expectStatus().isEqualTo(422);
        var used = stamp();
        clock.pass(READING);
        apply(used, "email", "first@" + domain).expectStatus().isOk();
        apply(used, "email", "second@" + domain).expectStatus().isEqualTo(422);
        assertThat(mails()).isZero();

        for (var more = 0; more < 9; more++) {
            send("email", more + "@" + domain);
        }
        send().expectStatus().isEqualTo(429);
    }

    @Test
    void sendsAnAddressNoMoreThanAFewMails() {
        for (var more = 0; more < 5; more++) {
            send().expectStatus().isOk();
        }

        assertThat(mails()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "legalName, ' '",
        "country, XX",
        "country, ''",
        "registration, ''",
        "accreditation, ''",
        "quality, Good.",
        "domain, gmail.com",
        "domain, localhost",
        "domain, 10.0.0.1",
        "email, rector@elsewhere.example",
        "email, rector",
        "contact, ''"
    })
    void saysWhichFieldCannotBeTaken(String field, String typed) {
        var answer = send(field, typed)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(answer).contains("id=\"" + field + "-error\"", "href=\"#" + field + "\"");
        assertThat(mails()).isZero();
    }

    @Test
    void needsEveryCheckAReasonAndADayBeforeTheOperatorVouches() {
        send("name", name);
        joined();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        var desk = "/portal/providers/" + institution();
        var day = LocalDate.now().plusYears(1).toString();

        operator.post(desk + "/verify", "evidence", "Register", "reviewOn", day)
                .expectStatus()
                .isEqualTo(422);
        operator.post(desk + "/verify", fields(day, " ")).expectStatus().isEqualTo(422);
        operator.post(desk + "/verify", fields(LocalDate.now().toString(), "Register"))
                .expectStatus()
                .isEqualTo(422);
        operator.post(desk + "/verify", fields("soon", "Register"))
                .expectStatus()
                .isEqualTo(422);
        operator.post(desk + "/refuse", "said", " ").expectStatus().isEqualTo(422);
        operator.post(desk + "/suspend").expectStatus().isEqualTo(422);
        operator.post("/portal/providers/" + UUID.randomUUID() + "/verify", verification())
                .expectStatus()
                .isNotFound();

        assertThat(cast.count("select count(*) from provider where name = :id and verified_at is not null", name))
                .isZero();
    }

    @Test
    void putsInstitutionsFirstThatWaitForAWordOrForAnotherLook() {
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        send("name", name);
        joined();
        operator.follow("/portal/providers/" + institution() + "/verify", verification());
        assertThat(operator.page("/portal/providers?q=" + name)).doesNotContain("Verification due");

        clock.pass(Duration.ofDays(366));

        assertThat(cast.signedIn(cast.operator("Later")).page("/portal/providers?q=" + name))
                .contains("Verification due");
    }

    private String published(Browser rector, UUID institution) {
        var offering = rector.follow(
                        "/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replaceAll("/portal/offerings/|/edit", "");
        var reviewer = cast.signedIn(cast.person("Rolf", institution, Role.REVIEWER));
        rector.follow("/portal/offerings/" + offering + "/propose", "revision", "0");
        reviewer.follow("/portal/offerings/" + offering + "/approve", "revision", "1");
        rector.follow("/portal/offerings/" + offering + "/publish", "revision", "2");
        return offering;
    }

    private static String[] verification() {
        return fields(LocalDate.now().plusYears(1).toString(), "Register of universities");
    }

    private static String[] fields(String day, String evidence) {
        return Stream.concat(
                        Stream.of("evidence", evidence, "reviewOn", day),
                        Verifications.CHECKS.stream().flatMap(check -> Stream.of("checks", check)))
                .toArray(String[]::new);
    }

    private Browser joined() {
        var join = cast.nobody()
                .follow("/portal/apply/confirm", "token", cast.mail(email, LINK).replaceFirst(".*=", ""));
        return cast.join(join.replaceFirst(".*=", ""), "Ragna Rector", "a sentence of the rector");
    }

    private ResponseSpec send(String... changes) {
        var stamp = stamp();
        clock.pass(READING);
        return apply(stamp, changes);
    }

    private ResponseSpec apply(String stamp, String... changes) {
        var fields = new ArrayList<>(List.of(
                "legalName", "Fjell University College AS",
                "name", name,
                "country", "NO",
                "registration", "NO 974 767 880, Register of Business Enterprises",
                "accreditation", "NOKUT, until 2031",
                "quality", "The study board approves each course before it runs and looks at results every year.",
                "domain", "https://www." + domain + "/about",
                "contact", "Ragna Rector",
                "email", email,
                "stamp", stamp));
        for (var at = 0; at < changes.length; at += 2) {
            var known = fields.indexOf(changes[at]);
            if (known < 0) {
                fields.addAll(List.of(changes[at], changes[at + 1]));
            } else {
                fields.set(known + 1, changes[at + 1]);
            }
        }
        return cast.nobody().post("/portal/apply", fields.toArray(String[]::new));
    }

    private String stamp() {
        var found = STAMP.matcher(cast.nobody().page("/portal/apply"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private UUID institution() {
        return database.sql("select id from provider where name = :name")
                .bind("name", name)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();
    }

    private long mails() {
        return cast.count("select count(*) from outbox_mail where recipient = :id", email);
    }

    /** What the log says of it: of an offering its status, of a provider whether it is verified. */
    private List<String> told(String subject) {
        return database.sql(
                        "select coalesce(data ->> 'status', data ->> 'verified') from event_log where subject = :id order by id")
                .bind("id", subject)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
