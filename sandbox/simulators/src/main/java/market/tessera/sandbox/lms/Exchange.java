package market.tessera.sandbox.lms;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A request and its answer in the words of the web. */
record Exchange(HttpExchange http) {
    boolean isPost() {
        return "POST".equals(http.getRequestMethod());
    }

    /** Parameters of the query, and of the form if there is one. */
    Map<String, String> parameters() throws IOException {
        var query = Objects.requireNonNullElse(http.getRequestURI().getRawQuery(), "");
        var form = new String(http.getRequestBody().readNBytes(100_000), StandardCharsets.UTF_8);
        var parameters = new LinkedHashMap<String, String>();
        Arrays.stream((query + "&" + form).split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> parameters.put(decoded(pair[0]), decoded(pair[1])));
        return parameters;
    }

    Optional<String> cookie(String name) {
        return http.getRequestHeaders().getOrDefault("Cookie", java.util.List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(";\\s*")))
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst();
    }

    Exchange withCookie(String name, String value) {
        http.getResponseHeaders().add("Set-Cookie", "%s=%s; Path=/; HttpOnly; SameSite=Lax".formatted(name, value));
        return this;
    }

    void redirect(int status, URI target) throws IOException {
        http.getResponseHeaders().set("Location", target.toString());
        http.sendResponseHeaders(status, -1);
    }

    void html(int status, String page) throws IOException {
        http.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        http.getResponseHeaders().set("Cache-Control", "no-store");
        send(status, "text/html; charset=utf-8", page);
    }

    void send(int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", type);
        http.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
