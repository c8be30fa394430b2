package market.tessera.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What asks the marketplace without a browser.
 *
 * @param url of the marketplace
 */
record Program(String url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The first offering that is found by some words. */
    JsonNode offering(String words) {
        return JsonMapper.shared()
                .readTree(get(url + "/api/v1/offerings?q=" + words, "application/json"))
                .at("/items/0");
    }

    /** Two offerings in euros by different providers, both for sale now. */
    List<JsonNode> offeringsOfTwoProviders() {
        var found = JsonMapper.shared()
                .readTree(get(url + "/api/v1/offerings?q=data&limit=100", "application/json"))
                .path("items")
                .valueStream()
                .filter(item -> item.path("price").path("currency").asString("").equals("EUR"))
                .filter(item -> item.path("price").path("amount").asLong() > 0)
                .filter(item -> item.path("nextIntake").isObject())
                .toList();
        var first = found.getFirst();
        var second = found.stream()
                .filter(item -> !item.path("provider")
                        .path("id")
                        .equals(first.path("provider").path("id")))
                .findFirst()
                .orElseThrow();
        return List.of(first, second);
    }

    List<String> inbox(String to) {
        return JsonMapper.shared()
                .readTree(get(url + "/sandbox/inbox.json?to=" + to, "application/json"))
                .path("items")
                .valueStream()
                .map(mail -> mail.path("subject").asString())
                .toList();
    }

    /** The id under which it may ask learners for their badges. */
    String registersAsApplication() {
        var application = HttpRequest.newBuilder(URI.create(url + "/ims/ob/v3p0/oauth/register"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"client_name\": \"Badge Wallet\", \"redirect_uris\": [\"http://localhost:7/back\"]}"))
                .build();
        return JsonMapper.shared()
                .readTree(send(application).body())
                .path("client_id")
                .asString();
    }

    /** A marketplace that has just begun may say once that it is too busy; a person would ask again. */
    String get(String address, String type) {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", type)
                .build();
        var answer =
                await().atMost(Duration.ofMinutes(1)).until(() -> send(request), asked -> asked.statusCode() != 503);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
