package market.tessera.checkout;

import java.io.ByteArrayOutputStream;
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
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.springframework.web.util.HtmlUtils;

/** A browser that keeps cookies per host name, as real ones do, and follows nothing unless told to. */
public final class LearnerBrowser {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> cookies = new HashMap<>();

    public static LearnerBrowser anonymous() {
        return new LearnerBrowser();
    }

    public static LearnerBrowser of(Person person, SessionTokens tokens) {
        var browser = new LearnerBrowser();
        var session = tokens.signIn(person);
        browser.cookies.put(session.getName(), session.getValue());
        return browser;
    }

    public HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(absolute(address)).GET());
    }

    public HttpResponse<String> get(String address, String accept) {
        return send(HttpRequest.newBuilder(absolute(address))
                .header("Accept", accept)
                .GET());
    }

    public HttpResponse<String> post(String address, Map<String, String> form) {
        return send(HttpRequest.newBuilder(absolute(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
    }

    /** A form with a file, as {@code multipart/form-data}. */
    public HttpResponse<String> upload(String address, String filename, byte[] file, Map<String, String> fields) {
        var boundary = "----" + java.util.UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value))
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                                .formatted(boundary, filename))
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(absolute(address))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    public HttpResponse<String> follow(HttpResponse<String> redirect) {
        return get(location(redirect));
    }

    public static String location(HttpResponse<String> redirect) {
        return redirect.uri()
                .resolve(redirect.headers().firstValue("Location").orElseThrow())
                .toString();
    }

    /** The value of a hidden field. */
    public static String field(HttpResponse<String> page, String name) {
        return HtmlUtils.htmlUnescape(match(page.body(), "name=\"" + name + "\" value=\"([^\"]*)\""));
    }

    public static String match(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("No " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static URI absolute(String address) {
        return URI.create(address.startsWith("/") ? Surroundings.ORIGIN + address : address);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }
}
