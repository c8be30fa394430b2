package market.tessera.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** A browser with a session, or without; it sends the CSRF token with every form, as the pages' hidden field does. */
public record Browser(WebTestClient web, Map<String, String> cookies) {

    /** The same with another cookie. */
    public Browser with(String cookie, String value) {
        var all = new HashMap<>(cookies);
        all.put(cookie, value);
        return new Browser(web, all);
    }

    public ResponseSpec get(String path) {
        return web.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .cookies(all -> cookies.forEach(all::add))
                .exchange();
    }

    /** @param fields name, value, name, value, … */
    public ResponseSpec post(String path, String... fields) {
        var csrf = UUID.randomUUID().toString();
        var form = new LinkedMultiValueMap<String, String>();
        for (var at = 0; at < fields.length; at += 2) {
            form.add(fields[at], fields[at + 1]);
        }
        form.add("_csrf", masked(csrf));
        return web.post()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .cookies(all -> cookies.forEach(all::add))
                .cookie("XSRF-TOKEN", csrf)
                .body(BodyInserters.fromFormData(form))
                .exchange();
    }

    /** A form with a file in it; the token is in the address, as the page puts it there. */
    public ResponseSpec upload(String path, byte[] file, String... fields) {
        var csrf = UUID.randomUUID().toString();
        var form = new MultipartBodyBuilder();
        for (var at = 0; at < fields.length; at += 2) {
            form.part(fields[at], fields[at + 1]);
        }
        form.part("file", file).filename("catalogue.json");
        return web.post()
                .uri(path + "?_csrf=" + masked(csrf))
                .accept(MediaType.TEXT_HTML)
                .cookies(all -> cookies.forEach(all::add))
                .cookie("XSRF-TOKEN", csrf)
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }

    public String page(String path) {
        return get(path)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    /** Where a form leads after it was accepted. */
    public String follow(String path, String... fields) {
        return post(path, fields)
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
    }

    /** Spring Security's BREACH protection: random bytes, then the token XORed with them. All zeros will do here. */
    private static String masked(String token) {
        var bytes = token.getBytes(StandardCharsets.UTF_8);
        var both = Arrays.copyOf(new byte[bytes.length], bytes.length * 2);
        System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
        return Base64.getUrlEncoder().encodeToString(both);
    }
}
