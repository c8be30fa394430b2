package market.tessera.sandbox.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The stand-ins for Stripe's hosted pages. */
final class Templates {
    private static final String STYLE = resource("style.css");

    private Templates() {}

    /** With its style in place; what varies is left to {@link #fill}. */
    static String template(String name) {
        return resource(name).replace("{{style}}", STYLE);
    }

    /** @param parts by name, escaped already */
    static String fill(String template, Map<String, String> parts) {
        var page = template;
        for (var part : parts.entrySet()) {
            page = page.replace("{{" + part.getKey() + "}}", part.getValue());
        }
        return page;
    }

    static Mono<FormBody> form(HttpServerRequest request) {
        return request.receive().aggregate().asString().defaultIfEmpty("").map(FormBody::parse);
    }

    static Mono<Void> html(HttpServerResponse response, int status, String page) {
        return response.status(status)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .sendString(Mono.just(page))
                .then();
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String resource(String name) {
        try (var page =
                Objects.requireNonNull(Templates.class.getResourceAsStream("/stripe-simulator/" + name), name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
