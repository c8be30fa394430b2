package market.tessera.provider.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;

/** What is tried to get in without one's institution, and what it may not connect. */
class RefusedSignOnTests extends SigningOnInstitution {
    @Test
    void opensNoAccountOutsideTheProvenDomainNorOneThatWorksElsewhere() {
        open("optional");
        var guest = cast.person("A guest", nordkyst, Role.AUTHOR);
        var stranger = moved(cast.person("A stranger", cast.institution("Another"), Role.AUTHOR), "stranger@" + domain);
        var operator = moved(cast.operator("Olga Operator"), "olga@" + domain);

        assertThat(arriving("s-guest", guest.email(), true)).contains("is not one at " + domain);
        assertThat(arriving("s-evil", ane.email() + ".evil.example", true)).contains("is not one at " + domain);
        assertThat(arriving("s-evil2", "ane@evil" + domain, true)).contains("is not one at " + domain);
        assertThat(arriving("s-unverified", ane.email(), false)).contains("does not say that your mail address");
        assertThat(arriving("s-stranger", stranger.email(), true)).contains("Nobody with your mail address");
        assertThat(arriving("s-nobody", "nobody@" + domain, true)).contains("Nobody with your mail address");
        assertThat(arriving("s-operator", operator.email(), true)).contains("Nobody with your mail address");
        assertThat(audit()).contains("foreign", "unverified", "unknown");

        cast.join(operator, nordkyst, Role.AUTHOR);
        service.hasAtTheBrowser("s-operator", operator.email(), true);
        try (var visitor = visitor()) {
            visitor.get(visitor.until(entrance + "/go", address -> address.contains("/back?")));
            assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/portal/providers").statusCode())
                    .as("an institution's word makes nobody the operator")
                    .isEqualTo(403);
        }
    }

    @Test
    void believesNoTokenThatIsNotMadeForThisSignIn() {
        open("optional");

        assertThat(arriving(address -> address.replaceFirst("nonce=[^&]*", "nonce=another")))
                .contains(NOT_PROVEN);
        service.forges("nonce", "another");
        assertThat(arrive()).contains(NOT_PROVEN);
        service.forges("iss", "https://evil.example");
        assertThat(arrive()).contains(NOT_PROVEN);
        service.forges("aud", "another-client");
        assertThat(arrive()).contains(NOT_PROVEN);
        service.forges("exp", 1_000_000_000);
        assertThat(arrive()).contains(NOT_PROVEN);
        service.signsWithAKeyThatNobodyKnows();
        assertThat(arrive()).contains(NOT_PROVEN);
        service.hasAtTheBrowser("s-ane", ane.email(), true);
        assertThat(arrivingBack(address -> address.replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fevil.example")))
                .contains(NOT_PROVEN);
        assertThat(arrivingBack(address -> address.replaceFirst("&iss=[^&]*", "")))
                .contains(NOT_PROVEN);
        assertThat(arrivingBack(address -> address.replaceFirst("code=[^&]*", "code=guessed")))
                .contains(NOT_PROVEN);
        assertThat(arrivingBack(address -> address.replaceFirst("code=[^&]*", "error=access_denied")))
                .contains("did not let you through");

        assertThat(arrive()).isEqualTo("/portal");
        service.changesItsKey();
        assertThat(arrive()).as("with the new key").isEqualTo("/portal");
    }

    @Test
    void letsNobodyComeBackTwiceNorInAnotherBrowserNorLate() {
        open("optional");

        try (var visitor = visitor();
                var thief = visitor()) {
            var back = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            assertThat(thief.get(back).body()).contains(STALE);
            assertThat(visitor.get(back).statusCode()).isEqualTo(303);
            assertThat(visitor.get(back).body()).as("replayed").contains(STALE);

            var late = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            clock.pass(Duration.ofMinutes(16));
            assertThat(visitor.get(late).body()).contains(STALE);
            clock.backToNow();

            var elsewhere = cast.institution("Another");
            var other = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            assertThat(visitor.get(other.replace("p-" + nordkyst, "p-" + elsewhere))
                            .statusCode())
                    .as("at another institution")
                    .isEqualTo(303);
            assertThat(visitor.get("/portal/sign-in/at/p-" + nordkyst + "/back").body())
                    .contains(STALE);

            var changed = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            setUp();
            assertThat(visitor.get(changed).statusCode()).as("closed meanwhile").isEqualTo(303);
        }
    }

    @Test
    void takesOnlyServicesThatItCanUse() {
        assertThat(mistake("not an address")).contains("Give an address on the public internet");
        assertThat(mistake("http://localhost:1")).contains("Nothing answers there");
        assertThat(mistake("http://localhost:" + port)).contains("There is no OpenID Connect service");
        assertThat(mistake(service.issuer().replace("localhost", "127.0.0.1")))
                .contains("says that it is another issuer");
        administrator
                .post(settings, "issuer", service.issuer() + "/", "clientId", "", "secret", "")
                .expectStatus()
                .isEqualTo(422);

        database.sql("delete from provider_application where provider = :id")
                .bind("id", nordkyst)
                .then()
                .block();
        assertThat(administrator.page(settings))
                .contains("has not proven a mail domain")
                .doesNotContain("Client secret");
        administrator
                .post(settings, "issuer", service.issuer(), "clientId", "x", "secret", "y")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void isOfOneInstitutionForEachDomain() {
        open("optional");
        var another = cast.institution("Another of the same domain");
        cast.proveDomain(another, domain);
        var theirs = cast.signedIn(cast.person("Adm", another, Role.ADMINISTRATOR));
        var page = "/portal/settings/" + another + "/single-sign-on";
        theirs.follow(
                page, "issuer", service.issuer(), "clientId", SignInService.CLIENT, "secret", SignInService.SECRET);
        database.sql("update realm set tried_at = now() where provider = :id")
                .bind("id", another)
                .then()
                .block();

        assertThat(theirs.follow(page + "/rule", "rule", "required")).endsWith("done=rule-refused");
        administrator.follow(settings + "/remove");
        assertThat(theirs.follow(page + "/rule", "rule", "required")).endsWith("done=rule-required");
    }

    private static final String NOT_PROVEN = "does not prove who you are";
    private static final String STALE = "was used already, took too long";

    private String mistake(String issuer) {
        return administrator
                .post(settings, "issuer", issuer, "clientId", "x", "secret", "y")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    /** @param twist what somebody does to the address on the way back */
    private String arrivingBack(UnaryOperator<String> twist) {
        try (var visitor = visitor()) {
            return outcome(
                    visitor.get(twist.apply(visitor.until(entrance + "/go", address -> address.contains("/back?")))));
        }
    }

    private List<String> audit() {
        return database.sql(
                        "select about from security_audit where provider = :id and event = 'SINGLE_SIGN_ON_REFUSED'")
                .bind("id", nordkyst)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
