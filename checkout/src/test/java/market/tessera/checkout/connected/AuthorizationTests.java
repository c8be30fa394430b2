package market.tessera.checkout.connected;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class AuthorizationTests {
    @Autowired
    SessionTokens tokens;

    @Autowired
    Purchases purchases;

    @Autowired
    AppGrants grants;

    private final Person amara = Purchases.learner("Amara Okafor");
    private App app;

    @BeforeEach
    void anApplication() {
        purchases.run("delete from throttle where key like 'app:%'");
        app = new App(LearnerBrowser.of(amara, tokens));
    }

    @Test
    void takesACodeOnceAndOnlyWithItsVerifierFromItsOwnApplication() {
        var code = app.code("credential.readonly");

        assertThat(app.token(Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "redirect_uri",
                                App.BACK,
                                "code_verifier",
                                "another"))
                        .path("error")
                        .asString())
                .isEqualTo("invalid_grant");
        var access = app.redeemed(code).path("access_token").asString();
        assertThat(App.send(App.bearing(access, "/credentials")).statusCode()).isEqualTo(200);
        assertThat(app.redeemed(code).path("error").asString()).isEqualTo("invalid_grant");
        assertThat(App.send(App.bearing(access, "/credentials")).statusCode())
                .as("what was issued for a code that comes twice has ended")
                .isEqualTo(401);
        assertThat(App.send(App.form("/oauth/token", Map.of("grant_type", "authorization_code"))
                                .header("Authorization", App.basic(app.id(), "wrong")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void renewsATokenAndEndsEverythingWhenAnOldOneComesAgain() {
        var first = app.allowed("credential.readonly offline_access");
        var second = app.token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asString()));
        var access = second.path("access_token").asString();
        assertThat(App.send(App.bearing(access, "/credentials")).statusCode()).isEqualTo(200);

        var again = app.token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asString()));

        assertThat(again.path("error").asString()).isEqualTo("invalid_grant");
        assertThat(App.send(App.bearing(access, "/credentials")).statusCode()).isEqualTo(401);
    }

    @Test
    void isEndedByTheLearnerOrTheApplication() {
        var access = app.allowed("credential.readonly").path("access_token").asString();
        var page = app.browser.get("/learning/applications");
        assertThat(page.body()).contains("Badge &lt;Wallet&gt;", "See all your badges");
        var end = LearnerBrowser.match(page.body(), "action=\"(/learning/applications/[0-9a-f-]+/end)\"");

        LearnerBrowser.of(Purchases.learner("Bea Lind"), tokens).get("/learning/applications");
        app.browser.post(end, Map.of("_csrf", LearnerBrowser.field(page, "_csrf")));
        assertThat(App.send(App.bearing(access, "/credentials")).statusCode()).isEqualTo(401);

        var next = app.allowed("credential.readonly").path("access_token").asString();
        App.send(App.form("/oauth/revoke", Map.of("token", next)).header("Authorization", app.basic()));
        assertThat(App.send(App.bearing(next, "/credentials")).statusCode()).isEqualTo(401);
    }

    @Test
    void asksNobodyForAnApplicationThatIsNotKnownAndSendsNobodyOnByAMereLink() {
        assertThat(app.browser
                        .get(app.asked("credential.readonly").replace("localhost%3A7", "evil.example"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(LearnerBrowser.anonymous()
                        .get(app.asked("credential.readonly"))
                        .statusCode())
                .isEqualTo(303);
        var refused = app.browser.get(app.asked("nonsense"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Location")).isEmpty();
        assertThat(refused.body())
                .contains(
                        "Badge &lt;Wallet&gt; could not be connected",
                        "http://localhost:7/back?error=invalid_scope&amp;state=s");
        for (var address : List.of("\"javascript:alert(1)\"", "null")) {
            assertThat(App.send(App.json(
                                    "/oauth/register",
                                    "{\"client_name\": \"X\", \"redirect_uris\": [%s]}".formatted(address)))
                            .statusCode())
                    .as(address)
                    .isEqualTo(400);
        }
        assertThat(App.send(App.json("/oauth/register", "{\"client_name\": ")).body())
                .contains("invalid_client_metadata");
        var garbled = app.asked("credential.readonly")
                .replaceFirst("code_challenge=[^&]+", "code_challenge=" + "%21".repeat(43));
        assertThat(app.browser.get(garbled).statusCode()).isEqualTo(400);
        var page = app.browser.get(app.asked("credential.readonly"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' http://localhost:7");
        assertThat(LearnerBrowser.location(app.browser.post(App.AUTHORIZE, App.answers(page, "refuse"))))
                .contains("error=access_denied");
    }

    @Test
    void keepsNoTokenThatIsOver() {
        app.allowed("credential.readonly offline_access");
        var own = "app_grant in (select id from app_grant where client = $1)";
        purchases.run(
                "update app_token set expires_at = now() - interval '1 day' where kind = 'ACCESS' and " + own,
                app.id());

        grants.forget().block();

        assertThat(purchases.count("select count(*) from app_token where " + own, app.id()))
                .as("the one to renew it with")
                .isEqualTo(1);
        assertThat(purchases.count("select count(*) from app_code where " + own, app.id()))
                .as("should it come again")
                .isEqualTo(1);
    }

    @Test
    void sendsBackToTheAddressAsItWasRegistered() {
        var back = "http://localhost:7/back?next=%2Fhome";
        var client = App.JSON.readTree(App.send(App.json(
                        "/oauth/register", "{\"client_name\": \"X\", \"redirect_uris\": [\"%s\"]}".formatted(back)))
                .body());

        var refused = app.browser.get(App.AUTHORIZE + "?"
                + App.encoded(Map.of(
                        "client_id",
                        client.path("client_id").asString(),
                        "redirect_uri",
                        back,
                        "response_type",
                        "code",
                        "state",
                        "a+b")));

        assertThat(refused.body()).contains(back + "&amp;error=invalid_scope&amp;state=a%2Bb");
    }
}
