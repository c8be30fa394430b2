package market.tessera.checkout.connected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Surroundings;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.identity.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CheckoutTest
class BadgeApiTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String API = Surroundings.ORIGIN + "/ims/ob/v3p0";
    private static final String AUTHORIZE = "/learning/applications/authorize";
    private static final String BACK = "http://localhost:7/back";
    private static final String SCOPE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-rfc7636";

    @Autowired
    Graduates graduates;

    @Autowired
    SessionTokens tokens;

    @Autowired
    Purchases purchases;

    private final Person amara = Purchases.learner("Amara Okafor");
    private LearnerBrowser browser;
    private JsonNode client;

    @BeforeEach
    void anApplication() {
        purchases.run("delete from throttle where key like 'app:%'");
        browser = LearnerBrowser.of(amara, tokens);
        client =
                JSON.readTree(send(json("/oauth/register", """
                {"client_name": "Badge <Wallet>", "client_uri": "https://wallet.example", "redirect_uris": ["%s"],
                 "token_endpoint_auth_method": "client_secret_basic"}
                """.formatted(BACK))).body());
    }

    @Test
    void isDescribedAsTheStandardWants() {
        var description = JSON.readTree(
                send(HttpRequest.newBuilder(URI.create(API + "/discovery"))).body());
        var scheme = description.at("/components/securitySchemes/OAuth2ACG");

        assertThat(scheme.at("/x-imssf-registrationUrl").asString()).isEqualTo(API + "/oauth/register");
        assertThat(scheme.at("/flows/authorizationCode/tokenUrl").asString()).isEqualTo(API + "/oauth/token");
        assertThat(scheme.at("/flows/authorizationCode/scopes").has(SCOPE + "credential.readonly"))
                .isTrue();
    }

    @Test
    void readsWhatTheLearnerHasAllowedPageByPage() {
        var infection = graduates.badge(amara, "Infection control in home care").toString();
        var wounds = graduates.badge(amara, "Wound care").toString();
        var token = allowed("credential.readonly").path("access_token").asString();

        var first = send(bearing(token, "/credentials?limit=1"));
        var body = JSON.readTree(first.body());
        assertThat(body.path("credential")).hasSize(1);
        assertThat(first.headers().firstValue("X-Total-Count")).hasValue("2");
        assertThat(String.join(",", first.headers().allValues("Link")))
                .contains("credentials?limit=1&offset=1>; rel=\"next\"", "rel=\"last\"");
        var next = send(bearing(token, "/credentials?limit=1&offset=1")).body();
        assertThat(List.of(first.body(), next)).anyMatch(page -> page.contains(infection));
        assertThat(List.of(first.body(), next)).anyMatch(page -> page.contains(wounds));
        assertThat(JSON.readTree(send(bearing(token, "/credentials?since=2099-01-01T00:00:00Z"))
                                .body())
                        .path("credential"))
                .isEmpty();
        assertThat(send(bearing(token, "/credentials?limit=0")).statusCode()).isEqualTo(400);
        assertThat(send(bearing(token, "/credentials?since=yesterday")).body()).contains("imsx_codeMajor");
        assertThat(send(bearing(token, "/profile")).statusCode()).isEqualTo(403);
        assertThat(send(bearing("made-up", "/credentials")).statusCode()).isEqualTo(401);
    }

    @Test
    void addsWhatComesFromElsewhereAndReplacesIt() {
        var token = allowed("credential.upsert credential.readonly")
                .path("access_token")
                .asString();
        var badge =
                "{\"id\": \"https://else.example/1\", \"type\": [\"VerifiableCredential\", \"OpenBadgeCredential\"],"
                        + " \"name\": \"%s\"}";

        assertThat(send(bearing(token, "/credentials")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(badge.formatted("One"))))
                        .statusCode())
                .isEqualTo(201);
        assertThat(send(bearing(token, "/credentials")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(badge.formatted("Two"))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(bearing(token, "/credentials")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"id\": \"x\"}")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(JSON.readTree(send(bearing(token, "/credentials")).body())
                        .at("/credential/0/name")
                        .asString())
                .isEqualTo("Two");
    }

    @Test
    void tellsAProfileInWhichNameAndAddressAreTheAccounts() {
        graduates.badge(amara, "Infection control in home care");
        var token =
                allowed("profile.readonly profile.update").path("access_token").asString();

        send(bearing(token, "/profile")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"name\": \"Somebody else\", \"description\": \"Carer\"}")));
        var profile = JSON.readTree(send(bearing(token, "/profile")).body());

        assertThat(profile.path("name").asString()).isEqualTo("Amara Okafor");
        assertThat(profile.path("description").asString()).isEqualTo("Carer");
    }

    @Test
    void takesACodeOnceAndOnlyWithItsVerifierFromItsOwnApplication() {
        var code = code("credential.readonly");

        assertThat(token(Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "redirect_uri",
                                BACK,
                                "code_verifier",
                                "another"))
                        .path("error")
                        .asString())
                .isEqualTo("invalid_grant");
        var access = redeemed(code).path("access_token").asString();
        assertThat(send(bearing(access, "/credentials")).statusCode()).isEqualTo(200);
        assertThat(redeemed(code).path("error").asString()).isEqualTo("invalid_grant");
        assertThat(send(bearing(access, "/credentials")).statusCode())
                .as("what was issued for a code that comes twice has ended")
                .isEqualTo(401);
        assertThat(send(form("/oauth/token", Map.of("grant_type", "authorization_code"))
                                .header(
                                        "Authorization",
                                        basic(client.path("client_id").asString(), "wrong")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void renewsATokenAndEndsEverythingWhenAnOldOneComesAgain() {
        var first = allowed("credential.readonly offline_access");
        var second = token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asString()));
        var access = second.path("access_token").asString();
        assertThat(send(bearing(access, "/credentials")).statusCode()).isEqualTo(200);

        var again = token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asString()));

        assertThat(again.path("error").asString()).isEqualTo("invalid_grant");
        assertThat(send(bearing(access, "/credentials")).statusCode()).isEqualTo(401);
    }

    @Test
    void isEndedByTheLearnerOrTheApplication() {
        var access = allowed("credential.readonly").path("access_token").asString();
        var page = browser.get("/learning/applications");
        assertThat(page.body()).contains("Badge &lt;Wallet&gt;", "See all your badges");
        var end = LearnerBrowser.match(page.body(), "action=\"(/learning/applications/[0-9a-f-]+/end)\"");

        LearnerBrowser.of(Purchases.learner("Bea Lind"), tokens).get("/learning/applications");
        browser.post(end, Map.of("_csrf", LearnerBrowser.field(page, "_csrf")));
        assertThat(send(bearing(access, "/credentials")).statusCode()).isEqualTo(401);

        var next = allowed("credential.readonly").path("access_token").asString();
        send(form("/oauth/revoke", Map.of("token", next)).header("Authorization", basic()));
        assertThat(send(bearing(next, "/credentials")).statusCode()).isEqualTo(401);
    }

    @Test
    void asksNobodyForAnApplicationThatIsNotKnownAndSendsNobodyOnByAMereLink() {
        assertThat(browser.get(asked("credential.readonly").replace("localhost%3A7", "evil.example"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(LearnerBrowser.anonymous().get(asked("credential.readonly")).statusCode())
                .isEqualTo(303);
        var refused = browser.get(asked("nonsense"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Location")).isEmpty();
        assertThat(refused.body())
                .contains(
                        "Badge &lt;Wallet&gt; could not be connected",
                        "http://localhost:7/back?error=invalid_scope&amp;state=s");
        assertThat(send(json(
                                "/oauth/register",
                                "{\"client_name\": \"X\", \"redirect_uris\": [\"javascript:alert(1)\"]}"))
                        .statusCode())
                .isEqualTo(400);
        var page = browser.get(asked("credential.readonly"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' http://localhost:7");
        assertThat(LearnerBrowser.location(browser.post(AUTHORIZE, answers(page, "refuse"))))
                .contains("error=access_denied");
    }

    private JsonNode allowed(String scopes) {
        return redeemed(code(scopes));
    }

    private String code(String scopes) {
        var page = browser.get(asked(scopes));
        var back = LearnerBrowser.location(browser.post(AUTHORIZE, answers(page, "allow")));
        assertThat(back).startsWith(BACK);
        return UriComponentsBuilder.fromUriString(back).build().getQueryParams().getFirst("code");
    }

    private static Map<String, String> answers(HttpResponse<String> page, String answer) {
        var form = new HashMap<String, String>();
        for (var field : new String[] {
            "_csrf",
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "code_challenge",
            "code_challenge_method"
        }) {
            form.put(field, LearnerBrowser.field(page, field));
        }
        form.put("answer", answer);
        return form;
    }

    private String asked(String scopes) {
        var words = Arrays.stream(scopes.split(" ", -1))
                .map(scope -> scope.contains(".") ? SCOPE + scope : scope)
                .collect(Collectors.joining(" "));
        return AUTHORIZE + "?"
                + encoded(Map.of(
                        "client_id",
                        client.path("client_id").asString(),
                        "redirect_uri",
                        BACK,
                        "response_type",
                        "code",
                        "scope",
                        words,
                        "state",
                        "s",
                        "code_challenge",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(new Token(VERIFIER).hash()),
                        "code_challenge_method",
                        "S256"));
    }

    private JsonNode redeemed(String code) {
        return token(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", BACK, "code_verifier", VERIFIER));
    }

    private JsonNode token(Map<String, String> form) {
        return JSON.readTree(send(form("/oauth/token", form).header("Authorization", basic()))
                .body());
    }

    private String basic() {
        return basic(
                client.path("client_id").asString(),
                client.path("client_secret").asString());
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    private static HttpRequest.Builder bearing(String token, String path) {
        return HttpRequest.newBuilder(URI.create(API + path)).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder json(String path, String body) {
        return HttpRequest.newBuilder(URI.create(API + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder form(String path, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(API + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
