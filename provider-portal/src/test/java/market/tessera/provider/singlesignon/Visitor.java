package market.tessera.provider.singlesignon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.Predicate;

/** Somebody's browser, at the portal and at the sign-in service. */
final class Visitor implements AutoCloseable {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(Redirect.NEVER)
            .build();

    /** Where the portal says it is, and where it really is. */
    private final String site;

    private final String server;

    Visitor(String site, int port) {
        this.site = site;
        this.server = "http://localhost:" + port;
    }

    /** The same with the cookies of a session. */
    Visitor with(Map<String, String> session) {
        session.forEach((name, value) -> {
            var cookie = new HttpCookie(name, value);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().add(URI.create(server), cookie);
        });
        return this;
    }

    HttpResponse<String> get(String address) {
        var absolute = address.startsWith("/")
                ? server + address
                : address.startsWith(site) ? server + address.substring(site.length()) : address;
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(absolute))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Goes where it is sent until it is sent to such an address, and tells that one without going there. */
    String until(String address, Predicate<String> there) {
        var next = address;
        for (var hops = 0; hops < 12; hops++) {
            if (there.test(next)) {
                return next;
            }
            var answer = get(next);
            next = location(answer, next);
        }
        throw new AssertionError("Sent around in circles, last to " + next);
    }

    static String location(HttpResponse<String> answer) {
        return location(answer, answer.uri().toString());
    }

    private static String location(HttpResponse<String> answer, String from) {
        var location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(
                        "%s leads nowhere: %d %s".formatted(from, answer.statusCode(), answer.body())));
        return location.startsWith("/") ? answer.uri().resolve(location).toString() : location;
    }

    @Override
    public void close() {
        client.close();
    }
}
