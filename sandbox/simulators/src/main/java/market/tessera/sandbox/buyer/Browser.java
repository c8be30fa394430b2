package market.tessera.sandbox.buyer;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** One visitor's browser at one site: keeps cookies, posts forms with the CSRF token, follows no redirect by itself. */
public final class Browser {
    private static final String CSRF_COOKIE = "XSRF-TOKEN";

    private final HttpClient client;
    private final URI site;
    private final Map<String, Cookie> cookies = new ConcurrentHashMap<>();

    /**
     * @param client may be shared by many browsers
     * @param site where the marketplace answers
     */
    public Browser(HttpClient client, URI site) {
        this.client = client;
        this.site = site;
        cookie(CSRF_COOKIE, UUID.randomUUID().toString());
    }

    /** Sets a cookie, as signing in elsewhere would. */
    public void cookie(String name, String value) {
        cookies.put(name, new Cookie(value, "/"));
    }

    /** The value of a cookie that was set for any path. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name)).map(Cookie::value);
    }

    public Mono<Answer> get(String path) {
        var target = site.resolve(path);
        return Mono.defer(() -> client.headers(headers -> send(headers, target))
                .get()
                .uri(target)
                .responseSingle((response, content) ->
                        content.asString().defaultIfEmpty("").map(body -> answer(response, body))));
    }

    /** Sends a form. On another site than this browser's own it brings no cookies. */
    public Mono<Answer> post(String path, Map<String, String> form) {
        var target = site.resolve(path);
        return Mono.defer(() -> client.headers(headers -> send(headers, target)
                        .set("Content-Type", "application/x-www-form-urlencoded")
                        .set("X-XSRF-TOKEN", csrfToken()))
                .post()
                .uri(target)
                .send(ByteBufMono.fromString(Mono.just(encoded(form))))
                .responseSingle((response, content) ->
                        content.asString().defaultIfEmpty("").map(body -> answer(response, body))));
    }

    private HttpHeaders send(HttpHeaders headers, URI target) {
        if (!target.getAuthority().equals(site.getAuthority())) {
            return headers;
        }
        var sent = cookies.entrySet().stream()
                .filter(cookie -> target.getPath().startsWith(cookie.getValue().path()))
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
                .collect(Collectors.joining("; "));
        return headers.set("Cookie", sent);
    }

    private Answer answer(HttpClientResponse response, String body) {
        response.cookies().values().stream().flatMap(Collection::stream).forEach(cookie -> {
            if (cookie.maxAge() == 0) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), new Cookie(cookie.value(), cookie.path() == null ? "/" : cookie.path()));
            }
        });
        return new Answer(
                response.status().code(),
                Optional.ofNullable(response.responseHeaders().get("Location")).orElse(""),
                body);
    }

    /** The token as a form carries it: masked with itself, here by a mask of zeros (Spring Security, "BREACH protection"). */
    private String csrfToken() {
        var token = cookie(CSRF_COOKIE).orElse("").getBytes(StandardCharsets.UTF_8);
        var masked = new byte[token.length * 2];
        System.arraycopy(token, 0, masked, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Cookie(String value, String path) {}

    /**
     * What a site answered.
     *
     * @param location where it redirects to; empty if it does not
     */
    public record Answer(int status, String location, String body) {

        /** The value of a hidden field; empty if the page has none of that name. */
        public String field(String name) {
            return first("name=\"" + Pattern.quote(name) + "\"[^>]*value=\"([^\"]*)\"");
        }

        /** The first group of a pattern in the page; empty if it is not there. */
        public String first(String pattern) {
            var found = Pattern.compile(pattern).matcher(body);
            return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : "";
        }
    }
}
