package market.tessera.provider.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@PortalTest
class TeamTests {
    private static final Pattern LINK = Pattern.compile("/portal/join\\?token=[A-Za-z0-9_-]{43}");
    private static final String NEW_PASSWORD = "a long sentence of her own";

    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Members members;

    @Autowired
    private FirstOperator firstOperator;

    @Autowired
    private MovableClock clock;

    private UUID nordkyst;
    private Person maren;
    private Browser administrator;
    private String page;
    private final String email = UUID.randomUUID() + "@nordkyst.example";

    @BeforeEach
    void anAdministrator() {
        database.sql("delete from throttle").then().block();
        nordkyst = cast.institution("Nordkyst");
        maren = cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR);
        administrator = cast.signedIn(maren);
        page = "/portal/settings/" + nordkyst + "/team";
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void invitesSomebodyNewWhoChoosesAPasswordAndWorksHereAtOnce() {
        invite("author", "finance");
        assertThat(cast.nobody().page(link())).contains("Work for Nordkyst", "Maren Vik", email);

        var session = cast.join(token(link()), "Ingrid Solberg", NEW_PASSWORD);

        session.get("/portal/offerings/new").expectStatus().isOk();
        assertThat(team()).contains(tuple("Ingrid Solberg", List.of(Role.AUTHOR, Role.FINANCE)));
        assertThat(administrator.page(page)).contains("Ingrid Solberg", email).doesNotContain("Open until");
        cast.nobody()
                .post("/portal/sign-in", "email", email, "password", NEW_PASSWORD)
                .expectStatus()
                .isSeeOther();
        assertThat(audit()).containsExactly("INVITED", "JOINED");
    }

    @Test
    void letsAPersonWithAnAccountAcceptOnlyAsThatPerson() {
        var elsewhere = cast.institution("Another");
        var lars = cast.person("Lars Holm", elsewhere, Role.AUTHOR);
        administrator.follow(page, "email", lars.email(), "roles", "reviewer");
        var link = link(lars.email());

        assertThat(cast.nobody().page(link)).contains("There is an account for", "/portal/sign-in?return=");
        assertThat(administrator.page(link)).contains("signed in as somebody else");
        administrator.post("/portal/join", "token", token(link)).expectStatus().isEqualTo(422);
        cast.nobody()
                .post("/portal/join", "token", token(link), "name", "Mallory", "password", NEW_PASSWORD)
                .expectStatus()
                .isEqualTo(422);
        cast.signedIn(lars).follow("/portal/join", "token", token(link));

        assertThat(team()).contains(tuple("Lars Holm", List.of(Role.REVIEWER)));
        var page = cast.signedIn(lars).page("/portal/account");
        assertThat(page).contains("Nordkyst", "Another");
    }

    @Test
    void honoursALinkOnceUntilItExpiresIsReplacedOrWithdrawn() {
        invite("author");
        var first = link();
        administrator.follow(openInvitation("resend"));
        gone(first);
        clock.pass(Duration.ofDays(8));
        gone(link());
        administrator = cast.signedIn(maren);
        assertThat(administrator.page(page)).contains("Expired");

        invite("reviewer");
        var third = link();
        cast.join(token(third), "Ingrid Solberg", NEW_PASSWORD);
        gone(third);
        administrator
                .post(page, "email", email, "roles", "author")
                .expectStatus()
                .isEqualTo(422);

        administrator.follow(page, "email", "other-" + email, "roles", "author");
        var other = link("other-" + email);
        administrator.follow(openInvitation("withdraw"));
        gone(other);
    }

    @Test
    void letsOneOfManyWhoFollowTheSameLinkAtOnceIn() {
        invite("author");
        var link = link();

        var answers = Flux.range(0, 6)
                .flatMap(number -> Flux.just(number)
                        .publishOn(Schedulers.boundedElastic())
                        .map(_ -> cast.nobody()
                                .post(
                                        "/portal/join",
                                        "token",
                                        token(link),
                                        "name",
                                        "N" + number,
                                        "password",
                                        NEW_PASSWORD)
                                .returnResult(Void.class)
                                .getStatus()
                                .value()))
                .collectList()
                .block();

        assertThat(answers).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 410 || status == 422);
        assertThat(team()).hasSize(2);
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() {
        administrator
                .post(page, "email", "nobody", "roles", "author")
                .expectStatus()
                .isEqualTo(422);
        administrator.post(page, "email", email).expectStatus().isEqualTo(422);
        invite("author");
        var link = link();

        for (var name : List.of(" ", "http://spam.example", "x".repeat(121))) {
            cast.nobody()
                    .post("/portal/join", "token", token(link), "name", name, "password", NEW_PASSWORD)
                    .expectStatus()
                    .isEqualTo(422);
        }
        cast.nobody()
                .post("/portal/join", "token", token(link), "name", "Ingrid", "password", "short")
                .expectStatus()
                .isEqualTo(422);
        gone("/portal/join?token=made-up");
        cast.nobody().get("/portal/join").expectStatus().isEqualTo(410);
    }

    @Test
    void stopsMailingAnAddressThatHasHadEnough() {
        for (var mail = 0; mail < 5; mail++) {
            invite("author");
        }

        administrator
                .post(page, "email", email, "roles", "author")
                .expectStatus()
                .isEqualTo(429);
    }

    @Test
    void changesRolesAndRemovesPeopleAtOnce() {
        var ingrid = cast.person("Ingrid Solberg", nordkyst, Role.AUTHOR);
        var session = cast.signedIn(ingrid);

        administrator.follow(page + "/people/" + ingrid.id() + "/roles", "roles", "reviewer");
        session.get("/portal/offerings/new").expectStatus().isForbidden();
        administrator
                .post(page + "/people/" + ingrid.id() + "/roles")
                .expectStatus()
                .isEqualTo(422);
        cast.program(nordkyst, ingrid.id(), Scope.READ);
        var removed = administrator.follow(page + "/people/" + ingrid.id() + "/remove");

        assertThat(administrator.page(removed))
                .contains("API keys that the person gave out still work", "/portal/settings/" + nordkyst + "/keys\"");
        session.get("/portal/enrollments").expectStatus().isForbidden();
        assertThat(team()).containsExactly(tuple("Maren Vik", List.of(Role.ADMINISTRATOR)));
        administrator
                .post(page + "/people/" + ingrid.id() + "/remove")
                .expectStatus()
                .isNotFound();
        assertThat(audit()).containsExactly("ROLES_CHANGED", "REMOVED");
    }

    @Test
    void keepsTheLastAdministratorAlsoWhenTwoRemoveEachOtherAtOnce() {
        administrator
                .post(page + "/people/" + maren.id() + "/remove")
                .expectStatus()
                .isEqualTo(422);
        administrator
                .post(page + "/people/" + maren.id() + "/roles", "roles", "author")
                .expectStatus()
                .isEqualTo(422);
        var second = cast.person("Second", nordkyst, Role.ADMINISTRATOR);
        var pairs = List.of(List.of(administrator, second.id()), List.of(cast.signedIn(second), maren.id()));

        Flux.fromIterable(pairs)
                .flatMap(pair -> Flux.just(pair)
                        .publishOn(Schedulers.boundedElastic())
                        .map(deed -> ((Browser) deed.getFirst())
                                .post(page + "/people/" + deed.getLast() + "/remove")
                                .returnResult(Void.class)
                                .getStatus()))
                .blockLast();

        assertThat(team()).hasSize(1);
    }

    @Test
    void doesNothingToPeopleOfOthers() {
        var elsewhere = cast.institution("Another");
        var lars = cast.person("Lars Holm", elsewhere, Role.AUTHOR, Role.ADMINISTRATOR);
        cast.signedIn(lars).follow("/portal/settings/" + elsewhere + "/team", "email", email, "roles", "author");
        var theirs = database.sql("select id from invitation where provider = :id")
                .bind("id", elsewhere)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();

        administrator
                .post(page + "/people/" + lars.id() + "/remove")
                .expectStatus()
                .isNotFound();
        administrator
                .post(page + "/invitations/" + theirs + "/resend")
                .expectStatus()
                .isNotFound();
        administrator.follow(page + "/invitations/" + theirs + "/withdraw");

        assertThat(cast.nobody().page(link())).contains("Work for Another");
    }

    @Test
    void letsTheOperatorGiveAnInstitutionItsFirstAdministrator() {
        var empty = cast.institution("Newcomer");
        var operator = cast.signedIn(cast.operator("Noor Haddad"));

        operator.follow("/portal/settings/" + empty + "/team", "email", email, "roles", "administrator");
        cast.join(token(link()), "Ada First", NEW_PASSWORD)
                .get("/portal/settings/" + empty + "/team")
                .expectStatus()
                .isOk();
    }

    @Test
    void invitesTheFirstOperatorOnceAndNobodyAfter() {
        database.sql("update staff set operator = false").then().block();
        database.sql("delete from invitation where provider is null").then().block();

        Flux.range(0, 4).flatMap(_ -> firstOperator.invite(email)).blockLast();
        assertThat(mails(email)).isEqualTo(1);
        assertThat(cast.nobody().page(link())).contains("Run this marketplace");
        var session = cast.join(token(link()), "Noor Haddad", NEW_PASSWORD);
        session.get("/portal/providers").expectStatus().isOk();
        firstOperator.invite("late-" + email).block();

        assertThat(mails("late-" + email)).isZero();
        var self = database.sql("select id from staff where email = :email")
                .bind("email", email)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();
        session.post("/portal/operators/people/" + self + "/remove")
                .expectStatus()
                .isEqualTo(422);
        session.follow("/portal/operators", "email", "late-" + email);
        cast.join(token(link("late-" + email)), "Second", NEW_PASSWORD)
                .follow("/portal/operators/people/" + self + "/remove");
        session.get("/portal/providers").expectStatus().isForbidden();
    }

    @Test
    void showsListsOfTheInstitutionThatIsChosenAndPagesOfBoth() {
        var elsewhere = cast.institution("Another");
        var both = cast.person("Both", nordkyst, Role.AUTHOR);
        cast.join(both, elsewhere, Role.AUTHOR);
        var browser = cast.signedIn(both);
        var here = browser.follow("/portal/offerings/new", "title", "Written here", "provider", nordkyst.toString());
        browser.follow("/portal/offerings/new", "title", "Written there", "provider", elsewhere.toString());
        assertThat(browser.page("/portal/offerings")).contains("Written here", "Written there", "All institutions");

        var chosen = browser.with("tessera_workplace", elsewhere.toString());

        assertThat(chosen.page("/portal/offerings")).contains("Written there").doesNotContain("Written here");
        assertThat(chosen.page(here)).contains("Written here");
        assertThat(browser.with("tessera_workplace", UUID.randomUUID().toString())
                        .page("/portal/offerings"))
                .contains("Written here", "Written there");
        browser.post("/portal/workplace", "provider", elsewhere.toString())
                .expectStatus()
                .isSeeOther()
                .expectCookie()
                .valueEquals("tessera_workplace", elsewhere.toString());
    }

    private void invite(String... roles) {
        administrator.follow(
                page,
                Stream.concat(Stream.of("email", email), Stream.of(roles).flatMap(role -> Stream.of("roles", role)))
                        .toArray(String[]::new));
    }

    private void gone(String link) {
        cast.nobody().get(link).expectStatus().isEqualTo(410);
        cast.nobody()
                .post("/portal/join", "token", token(link), "name", "Late", "password", NEW_PASSWORD)
                .expectStatus()
                .isEqualTo(410);
    }

    private static String token(String link) {
        return link.replaceFirst(".*=", "");
    }

    private String link() {
        return link(email);
    }

    private String link(String to) {
        return cast.mail(to, LINK);
    }

    private long mails(String to) {
        return cast.count("select count(*) from outbox_mail where recipient = :id", to);
    }

    private String openInvitation(String deed) {
        var found = Pattern.compile("action=\"(" + page + "/invitations/[0-9a-f-]+/" + deed + ")\"")
                .matcher(administrator.page(page));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private List<org.assertj.core.groups.Tuple> team() {
        return members.team(nordkyst)
                .map(one -> tuple(one.name(), one.roles().stream().sorted().toList()))
                .collectList()
                .block();
    }

    private List<String> audit() {
        return database.sql("select event from security_audit where provider = :id order by id")
                .bind("id", nordkyst)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
