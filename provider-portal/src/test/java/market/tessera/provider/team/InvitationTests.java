package market.tessera.provider.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class InvitationTests extends TeamOfAnInstitution {
    private static final String NEW_PASSWORD = "a long sentence of her own";

    @Autowired
    private FirstOperator firstOperator;

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

    private long mails(String to) {
        return cast.count("select count(*) from outbox_mail where recipient = :id", to);
    }

    private String openInvitation(String deed) {
        var found = Pattern.compile("action=\"(" + page + "/invitations/[0-9a-f-]+/" + deed + ")\"")
                .matcher(administrator.page(page));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
