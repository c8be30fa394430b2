package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Thousands of random and hostile queries: found or refused, never failed. Another round with {@code -Dstorefront.hostile.seed=…}, a longer one
 * with {@code -Dstorefront.hostile.queries=50000}.
 */
@StorefrontTest
class HostileQueriesTests {
    private static final int QUERIES = Integer.getInteger("storefront.hostile.queries", 1_000);
    private static final long SEED = Long.getLong("storefront.hostile.seed", 20_261_124L);
    private static final int AT_ONCE = 16;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final List<String> OTHERS = List.of(
            "mode=online",
            "sort=price",
            "sort=rating",
            "facets=mode,level,subject",
            "currency=USD",
            "priceMax=9223372036854775807",
            "hoursMin=-0",
            "startsFrom=9999-12-31",
            "startsTo=+999999999-12-31",
            "level=%00",
            "subject=CIP:11",
            "subject=ISCED-F:0",
            "provider=%2e%2e",
            "limit=0x10",
            "cursor=%ff",
            "country=no",
            "language=zz",
            "limit=1&limit=1",
            "q=again",
            "x=1",
            "%00=1",
            "=",
            "&&&",
            "q");

    private static final List<String> PATHS = List.of(
            "/api/v1/offerings?q=",
            "/api/v1/offerings?limit=1&q=",
            "/api/v1/offerings?facets=mode,level&q=",
            "/api/v1/offerings?mode=online&sort=newest&q=",
            "/api/v1/offerings?hoursMax=100&q=",
            "/api/v1/suggestions?q=",
            "/api/v1/suggestions?q=a",
            "/search?q=");

    @LocalServerPort
    private int port;

    @Test
    void everyQueryIsFoundOrRefused() {
        var random = new Random(SEED);
        var statuses = new TreeMap<Integer, Integer>();
        try (var http = HttpClient.newHttpClient()) {
            var running = new ArrayDeque<CompletableFuture<HttpResponse<String>>>();
            for (var query = 0; query < QUERIES; query++) {
                running.add(http.sendAsync(request(random), BodyHandlers.ofString()));
                if (running.size() == AT_ONCE || query == QUERIES - 1) {
                    running.forEach(answer -> statuses.merge(check(answer.join()), 1, Integer::sum));
                    running.clear();
                }
            }
        }
        assertThat(statuses).containsKeys(200, 400);
    }

    private static int check(HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.uri(), answer.body())
                .isIn(200, 400);
        if (answer.statusCode() == 400 && answer.uri().getPath().startsWith("/api/")) {
            assertThat(answer.body()).as("%s", answer.uri()).contains("\"errors\":[{");
        }
        return answer.statusCode();
    }

    private HttpRequest request(Random random) {
        var path = PATHS.get(random.nextInt(PATHS.size()));
        var query = path + URLEncoder.encode(HostileTexts.next(random), StandardCharsets.UTF_8);
        if (random.nextInt(3) == 0) {
            query += "&" + OTHERS.get(random.nextInt(OTHERS.size()));
        }
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + query))
                .timeout(LONGEST)
                .build();
    }
}
