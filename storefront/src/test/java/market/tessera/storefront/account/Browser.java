package market.tessera.storefront.account;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** A browser without JavaScript, with cookies and a network address of its own. */
final class Browser {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final Map<String, ResponseCookie> cookies = new ConcurrentHashMap<>();
    private final WebTestClient client;
    private final String site;
    private final String address;

    Browser(int port) {
        var number = NEXT.incrementAndGet();
        this.address = "203.0.%d.%d".formatted(number / 250 + 1, number % 250 + 1);
        this.site = "http://localhost:" + port;
        this.client = WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    record Page(HttpStatusCode status, String body, String location, org.springframework.http.HttpHeaders headers) {
        int code() {
            return status.value();
        }
    }

    Page get(String path) {
        return page(
                path,
                client.get()
                        .uri(URI.create(site + path))
                        .headers(this::headers)
                        .cookies(jar -> cookiesFor(path, jar))
                        .exchange()
                        .expectBody(String.class)
                        .returnResult());
    }

    /** Not a browser's request, but a program's. */
    Page getWithKey(String path, String key) {
        return page(
                path,
                client.get()
                        .uri(URI.create(site + path))
                        .header("X-Forwarded-For", address)
                        .header("Authorization", "Bearer " + key)
                        .exchange()
                        .expectBody(String.class)
                        .returnResult());
    }

    /** Fills in the form of a page: opens it first, as people do. */
    Page submit(String page, String action, Map<String, String> fields) {
        var matcher = CSRF.matcher(get(page).body());
        var all = new LinkedMultiValueMap<String, String>();
        fields.forEach(all::add);
        if (matcher.find()) {
            all.add("_csrf", matcher.group(1));
        }
        return post(action, all);
    }

    Page submit(String page, Map<String, String> fields) {
        return submit(page, URI.create(page).getPath(), fields);
    }

    Page post(String path, LinkedMultiValueMap<String, String> fields) {
        return page(
                path,
                client.post()
                        .uri(URI.create(site + path))
                        .headers(this::headers)
                        .cookies(jar -> cookiesFor(path, jar))
                        .body(BodyInserters.fromFormData(fields))
                        .exchange()
                        .expectBody(String.class)
                        .returnResult());
    }

    ResponseCookie cookie(String name) {
        return cookies.get(name);
    }

    void put(ResponseCookie cookie) {
        cookies.put(cookie.getName(), cookie);
    }

    void lose(String name) {
        cookies.remove(name);
    }

    private void headers(org.springframework.http.HttpHeaders headers) {
        headers.set("X-Forwarded-For", address);
        headers.set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        headers.set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private void cookiesFor(String path, org.springframework.util.MultiValueMap<String, String> jar) {
        cookies.values().stream()
                .filter(cookie -> path.startsWith(cookie.getPath() == null ? "/" : cookie.getPath()))
                .forEach(cookie -> jar.add(cookie.getName(), cookie.getValue()));
    }

    private Page page(String path, EntityExchangeResult<String> result) {
        result.getResponseCookies()
                .values()
                .forEach(list -> list.forEach(cookie -> {
                    if (cookie.getMaxAge().isZero()) {
                        cookies.remove(cookie.getName());
                    } else {
                        cookies.put(cookie.getName(), cookie);
                    }
                }));
        var location = result.getResponseHeaders().getLocation();
        return new Page(
                result.getStatus(),
                result.getResponseBody() == null ? "" : result.getResponseBody(),
                location == null ? "" : location.toString(),
                result.getResponseHeaders());
    }
}
