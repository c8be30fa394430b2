package market.tessera.checkout.connected;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class BadgeApiTests {
    @Autowired
    Graduates graduates;

    @Autowired
    SessionTokens tokens;

    @Autowired
    Purchases purchases;

    private final Person amara = Purchases.learner("Amara Okafor");
    private App app;

    @BeforeEach
    void anApplication() {
        purchases.run("delete from throttle where key like 'app:%'");
        app = new App(LearnerBrowser.of(amara, tokens));
    }

    @Test
    void isDescribedAsTheStandardWants() {
        var description = App.JSON.readTree(App.send(HttpRequest.newBuilder(URI.create(App.API + "/discovery")))
                .body());
        var scheme = description.at("/components/securitySchemes/OAuth2ACG");

        assertThat(scheme.at("/x-imssf-registrationUrl").asString()).isEqualTo(App.API + "/oauth/register");
        assertThat(scheme.at("/flows/authorizationCode/tokenUrl").asString()).isEqualTo(App.API + "/oauth/token");
        assertThat(scheme.at("/flows/authorizationCode/scopes").has(App.SCOPE + "credential.readonly"))
                .isTrue();
    }

    @Test
    void readsWhatTheLearnerHasAllowedPageByPage() {
        var infection = graduates.badge(amara, "Infection control in home care").toString();
        var wounds = graduates.badge(amara, "Wound care").toString();
        var token = app.allowed("credential.readonly").path("access_token").asString();

        var first = App.send(App.bearing(token, "/credentials?limit=1"));
        var body = App.JSON.readTree(first.body());
        assertThat(body.path("credential")).hasSize(1);
        assertThat(first.headers().firstValue("X-Total-Count")).hasValue("2");
        assertThat(String.join(",", first.headers().allValues("Link")))
                .contains("credentials?limit=1&offset=1>; rel=\"next\"", "rel=\"last\"");
        var next = App.send(App.bearing(token, "/credentials?limit=1&offset=1")).body();
        assertThat(List.of(first.body(), next)).anyMatch(page -> page.contains(infection));
        assertThat(List.of(first.body(), next)).anyMatch(page -> page.contains(wounds));
        assertThat(App.JSON
                        .readTree(App.send(App.bearing(token, "/credentials?since=2099-01-01T00:00:00Z"))
                                .body())
                        .path("credential"))
                .isEmpty();
        assertThat(App.send(App.bearing(token, "/credentials?limit=0")).statusCode())
                .isEqualTo(400);
        assertThat(App.send(App.bearing(token, "/credentials?since=yesterday")).body())
                .contains("imsx_codeMajor");
        assertThat(App.send(App.bearing(token, "/credentials?since=%2B999999999-01-01T00:00:00Z"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(App.send(App.bearing(token, "/profile")).statusCode()).isEqualTo(403);
        assertThat(App.send(App.bearing("made-up", "/credentials")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void addsWhatComesFromElsewhereAndReplacesIt() {
        var token = app.allowed("credential.upsert credential.readonly")
                .path("access_token")
                .asString();
        var badge =
                "{\"id\": \"https://else.example/1\", \"type\": [\"VerifiableCredential\", \"OpenBadgeCredential\"],"
                        + " \"name\": \"%s\"}";

        assertThat(App.send(App.bearing(token, "/credentials")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(badge.formatted("One"))))
                        .statusCode())
                .isEqualTo(201);
        assertThat(App.send(App.bearing(token, "/credentials")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(badge.formatted("Two"))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(App.send(App.bearing(token, "/credentials")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"id\": \"x\"}")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(App.send(App.bearing(token, "/credentials")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        badge.formatted("Three").replace("else.example/1", "else.example/\\u0000"))))
                        .statusCode())
                .as("an id that no database keeps")
                .isEqualTo(400);
        assertThat(App.JSON
                        .readTree(App.send(App.bearing(token, "/credentials")).body())
                        .at("/credential/0/name")
                        .asString())
                .isEqualTo("Two");
    }

    @Test
    void tellsAProfileInWhichNameAndAddressAreTheAccounts() {
        graduates.badge(amara, "Infection control in home care");
        var token = app.allowed("profile.readonly profile.update")
                .path("access_token")
                .asString();

        App.send(App.bearing(token, "/profile")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"name\": \"Somebody else\", \"description\": \"Carer\"}")));
        assertThat(App.send(App.bearing(token, "/profile")
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"description\": \"\\u0000\"}")))
                        .statusCode())
                .isEqualTo(400);
        var profile = App.JSON.readTree(App.send(App.bearing(token, "/profile")).body());

        assertThat(profile.path("name").asString()).isEqualTo("Amara Okafor");
        assertThat(profile.path("description").asString()).isEqualTo("Carer");
    }
}
