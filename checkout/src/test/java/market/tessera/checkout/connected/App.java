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
import java.util.Map;
import java.util.stream.Collectors;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Surroundings;
import market.tessera.platform.identity.Token;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application that a learner connects, as its own program and the learner's browser meet the marketplace. */
final class App {
    static final String API = Surroundings.ORIGIN + "/ims/ob/v3p0";
    static final String AUTHORIZE = "/learning/applications/authorize";
    static final String SCOPE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/";
    static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String BACK = "http://localhost:7/back";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-rfc7636";

    final LearnerBrowser browser;
    private final JsonNode client;

    App(LearnerBrowser browser) {
        this.browser = browser;
        client =
                JSON.readTree(send(json("/oauth/register", """
                {"client_name": "Badge <Wallet>", "client_uri": "https://wallet.example", "redirect_uris": ["%s"],
                 "token_endpoint_auth_method": "client_secret_basic"}
                """.formatted(BACK))).body());
    }

    String id() {
        return client.path("client_id").asString();
    }

    JsonNode allowed(String scopes) {
        return redeemed(code(scopes));
    }

    String code(String scopes) {
        var page = browser.get(asked(scopes));
        var back = LearnerBrowser.location(browser.post(AUTHORIZE, answers(page, "allow")));
        assertThat(back).startsWith(BACK);
        return UriComponentsBuilder.fromUriString(back).build().getQueryParams().getFirst("code");
    }

    static Map<String, String> answers(HttpResponse<String> page, String answer) {
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

    String asked(String scopes) {
        var words = Arrays.stream(scopes.split(" ", -1))
                .map(scope -> scope.contains(".") ? SCOPE + scope : scope)
                .collect(Collectors.joining(" "));
        return AUTHORIZE + "?"
                + encoded(Map.of(
                        "client_id",
                        id(),
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

    JsonNode redeemed(String code) {
        return token(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", BACK, "code_verifier", VERIFIER));
    }

    JsonNode token(Map<String, String> form) {
        return JSON.readTree(send(form("/oauth/token", form).header("Authorization", basic()))
                .body());
    }

    String basic() {
        return basic(id(), client.path("client_secret").asString());
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    static HttpRequest.Builder bearing(String token, String path) {
        return HttpRequest.newBuilder(URI.create(API + path)).header("Authorization", "Bearer " + token);
    }

    static HttpRequest.Builder json(String path, String body) {
        return HttpRequest.newBuilder(URI.create(API + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder form(String path, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(API + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
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
