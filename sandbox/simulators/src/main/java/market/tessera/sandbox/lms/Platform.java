package market.tessera.sandbox.lms;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The marketplace as the tool sees it: keys, a token endpoint, line items. Calls block; the tool's server has a thread per request. */
final class Platform implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String url;
    private final String clientId;
    private final ToolKey key;

    Platform(String url, String clientId, ToolKey key) {
        this.url = url;
        this.clientId = clientId;
        this.key = key;
    }

    String issuer() {
        return url;
    }

    URI authorization(Map<String, String> parameters) {
        return URI.create(url + "/lti/authorize?" + form(parameters));
    }

    JWKSet keys() throws ParseException {
        return JWKSet.parse(send(request("/lti/jwks").GET()).body());
    }

    /** @return the platform's status code */
    int send(String lineItem, ScoreReport report) {
        var score = Map.of(
                "userId", report.userId(),
                "timestamp", report.at().toString(),
                "activityProgress", report.activity(),
                "gradingProgress", report.grading(),
                "scoreGiven", report.given(),
                "scoreMaximum", 100);
        return send(HttpRequest.newBuilder(scores(lineItem))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/vnd.ims.lis.v1.score+json")
                        .POST(BodyPublishers.ofString(json.writeValueAsString(score))))
                .statusCode();
    }

    /** The line item's address may have a query, which stays. */
    private static URI scores(String lineItem) {
        var query = lineItem.indexOf('?');
        return URI.create(
                query < 0
                        ? lineItem + "/scores"
                        : lineItem.substring(0, query) + "/scores" + lineItem.substring(query));
    }

    private String token() {
        var now = Instant.now();
        var assertion = key.sign(new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(url + "/lti/token")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build());
        var answer = send(request("/lti/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        assertion,
                        "scope",
                        SCORE_SCOPE)))));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The platform gives no token: " + answer.body());
        }
        return json.readTree(answer.body()).path("access_token").asString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException("The platform does not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while talking to the platform", interrupted);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.close();
    }
}
