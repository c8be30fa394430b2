package market.tessera.checkout.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.journey.Launching;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class LaunchTests {
    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    private final Person amara = Purchases.learner("Amara Okafor");
    private LearnerBrowser browser;
    private Bought bought;

    @BeforeEach
    void aPlaceThatIsReady() {
        bought = purchases.buys(amara, purchases.course("Infection control in home care"));
        browser = LearnerBrowser.of(amara, tokens);
        purchases.awaitState(bought, "CONFIRMED");
    }

    @Test
    void letsNoScriptButItsOwnRunAndSendsTheFormToTheToolOnly() {
        var form = Launching.form(browser, bought);

        var policy = form.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("script-src 'self' 'nonce-").doesNotContain("unsafe-inline");
        assertThat(LearnerBrowser.match(policy, "form-action 'self' (\\S+)"))
                .isEqualTo(LearnerBrowser.match(form.body(), "action=\"(http[^\"]*)/lti/launch\""));
        assertThat(LearnerBrowser.match(form.body(), "(?s)<form id=\"launch\"(.*?)</form>"))
                .doesNotContain("_csrf");
        assertThat(form.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void isGoodForOneUse() {
        var request = Launching.authorizationRequest(browser, bought);
        browser.get(request);

        var again = browser.get(request);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("has been used or is too old").doesNotContain("id_token");
    }

    @Test
    void refusesANonceThatWasUsedBeforeAndKeepsTheLaunchAlive() {
        var first = Launching.authorizationRequest(browser, bought);
        browser.get(first);
        var second = Launching.authorizationRequest(browser, bought);
        var nonce = "nonce=" + LearnerBrowser.match(first, "nonce=([^&]*)");

        var replayed = browser.get(second.replaceFirst("nonce=[^&]*", nonce));

        assertThat(replayed.statusCode()).isEqualTo(400);
        assertThat(replayed.body()).contains("has been used already").doesNotContain("id_token");
        assertThat(browser.get(second).statusCode()).isEqualTo(200);
    }

    @Test
    void sendsNothingToAnAddressThatIsNotRegistered() {
        var request = Launching.authorizationRequest(browser, bought);

        var refused =
                browser.get(request.replaceFirst("redirect_uri=[^&]*", "redirect_uri=http%3A%2F%2Fevil.example%2Flti"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("not registered").doesNotContain("evil.example", "id_token");
    }

    @Test
    void refusesAToolThatNobodyKnows() {
        var request = Launching.authorizationRequest(browser, bought);

        var refused = browser.get(request.replaceFirst("client_id=[^&]*", "client_id=unknown"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("is not registered with Tessera");
        assertThat(browser.get(request.replaceFirst("client_id=[^&]*", "client_id=%00"))
                        .statusCode())
                .as("a name that no database keeps")
                .isEqualTo(400);
    }

    @Test
    void belongsToTheSessionThatBeganIt() {
        var request = Launching.authorizationRequest(browser, bought);
        var bea = LearnerBrowser.of(Purchases.learner("Bea Lind"), tokens);

        assertThat(bea.get(request).body())
                .contains("belongs to another session")
                .doesNotContain("id_token");
        assertThat(LearnerBrowser.anonymous().get(request).body()).contains("belongs to another session");
        assertThat(browser.get(request.replaceFirst("login_hint=[^&]*", "login_hint=" + UUID.randomUUID()))
                        .body())
                .contains("belongs to another session");
        assertThat(browser.get(request).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAToolsPostAsWell() throws ParseException {
        var request = Launching.authorizationRequest(browser, bought);
        var parameters = new java.util.HashMap<String, String>();
        org.springframework.web.util.UriComponentsBuilder.fromUriString(request)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .forEach((name, value) -> parameters.put(
                        name, java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8)));

        parameters.put("state", "a+b/c==");
        var redirect = browser.post("/lti/authorize", parameters);

        assertThat(redirect.statusCode()).isEqualTo(303);
        var form = browser.follow(redirect);
        assertThat(form.body()).contains("\"a+b/c==\"");
        var claims = SignedJWT.parse(LearnerBrowser.field(form, "id_token")).getJWTClaimsSet();
        assertThat(claims.getStringClaim("given_name")).isEqualTo("Amara");
        assertThat(claims.getStringClaim("family_name")).isEqualTo("Okafor");
    }

    @Test
    void hidesOtherLearnersCourses() {
        var bea = LearnerBrowser.of(Purchases.learner("Bea Lind"), tokens);

        assertThat(bea.get("/lti/launch/" + bought.enrollment()).statusCode()).isEqualTo(404);
        assertThat(bea.get("/learning").body()).doesNotContain("Infection control");
        assertThat(LearnerBrowser.anonymous()
                        .get("/lti/launch/" + bought.enrollment())
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).startsWith("/account/sign-in"));
    }

    @Test
    void countsHowOftenALearnerOpensCoursesWithinAMinute() {
        for (var launch = 0; launch < Launches.MOST_IN_A_MOMENT; launch++) {
            assertThat(browser.get("/lti/launch/" + bought.enrollment()).statusCode())
                    .isEqualTo(302);
        }

        var refused = browser.get("/lti/launch/" + bought.enrollment());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Wait a minute");
        purchases.run(
                "update lti_launch set expires_at = expires_at - interval '1 minute' where learner = $1", amara.id());
        assertThat(browser.get("/lti/launch/" + bought.enrollment()).statusCode())
                .isEqualTo(302);
    }

    @Test
    void opensNoPlaceThatWasGivenBack() {
        purchases.run("update enrollment set state = 'WITHDRAWN' where id = $1", bought.enrollment());

        var refused = browser.get("/lti/launch/" + bought.enrollment());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("cannot be opened now");
    }

    @Test
    void isRefusedByTheToolWhenSomebodyElseHasSignedOrTheBrowserIsAnother() throws ParseException, JOSEException {
        var form = Launching.form(browser, bought);
        var genuine = LearnerBrowser.field(form, "id_token");
        var forged = new SignedJWT(
                new JWSHeader.Builder(SignedJWT.parse(genuine).getHeader()).build(),
                SignedJWT.parse(genuine).getJWTClaimsSet());
        forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));

        assertThat(Launching.submit(LearnerBrowser.anonymous(), form, genuine).statusCode())
                .isEqualTo(401);
        assertThat(Launching.submit(browser, form, forged.serialize()).statusCode())
                .isEqualTo(401);
        assertThat(Launching.submit(browser, form, genuine).statusCode())
                .as("the state was used up by the forgery")
                .isEqualTo(401);
    }

    @Test
    void callsALearnerTheSameInAllCoursesOfAProviderAndOtherwiseElsewhere() {
        var here = purchases.course("Course of one provider");
        var again = new Purchases.Course(here.provider(), here.slug(), here.offering(), here.intake(), here.title());

        var first = subject(purchases.buys(amara, here));
        var second = subject(purchases.buys(amara, again));

        assertThat(first)
                .isEqualTo(second)
                .isNotEqualTo(subject(bought))
                .isNotEqualTo(amara.id().toString());
    }

    private String subject(Bought place) {
        purchases.awaitState(place, "CONFIRMED");
        return Launching.told(Launching.form(browser, place)).userId();
    }
}
