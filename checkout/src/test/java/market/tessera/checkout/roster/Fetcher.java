package market.tessera.checkout.roster;

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
import java.util.Base64;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Surroundings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A student information system, as far as it talks to us. */
record Fetcher(String id, String secret) {
    static final String SCOPES = "https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly"
            + " https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.readonly"
            + " https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.createput"
            + " https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.delete";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    HttpResponse<String> asksForAToken(String scopes) {
        return send(request("/ims/oneroster/token")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=" + URLEncoder.encode(scopes, StandardCharsets.UTF_8))));
    }

    String token() {
        return LearnerBrowser.match(asksForAToken(SCOPES).body(), "\"access_token\":\"([^\"]*)\"");
    }

    HttpResponse<String> get(String path) {
        return get(path, token());
    }

    static HttpResponse<String> get(String path, String token) {
        return send(request(path.replace(" ", "%20")
                        .replace("'", "%27")
                        .replace(">", "%3E")
                        .replace("<", "%3C"))
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    JsonNode json(String path) {
        return JsonMapper.shared().readTree(get(path).body());
    }

    byte[] file(String query) {
        try {
            return HTTP.send(
                            request("/ims/oneroster/csv/v1p2/oneroster.zip" + query)
                                    .header("Authorization", "Bearer " + token())
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    HttpResponse<String> put(String path, String body) {
        return send(request(path)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).header("Authorization", "Bearer " + token()).DELETE());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + path));
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
