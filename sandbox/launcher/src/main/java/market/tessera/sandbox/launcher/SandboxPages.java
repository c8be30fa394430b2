package market.tessera.sandbox.launcher;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.List;
import java.util.stream.Collectors;
import market.tessera.sandbox.inbox.InboxPages;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** {@code /sandbox}: what this sandbox simulates, who its people are, where its mail is. */
final class SandboxPages {
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private SandboxPages() {}

    private record Link(String name, String url, String what) {}

    static HttpHandler handler(Welcome welcome, Simulators simulators) {
        var page = html(welcome, links(simulators));
        return RouterFunctions.toHttpHandler(RouterFunctions.route()
                .GET(
                        "/sandbox",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .cacheControl(CacheControl.noStore())
                                .header("Content-Security-Policy", POLICY)
                                .bodyValue(page))
                .add(new InboxPages(simulators.inbox()).routes())
                .build());
    }

    private static List<Link> links(Simulators simulators) {
        return List.of(
                new Link("The marketplace", "/", "Search, compare, buy, learn."),
                new Link("The provider portal", "/portal", "List, review, publish."),
                new Link("The inbox", "/sandbox/inbox", "Every mail that was sent, receipts and badges among them."),
                new Link("The search API", "/api/openapi.json", "Its OpenAPI document."),
                new Link(
                        "The LMS",
                        simulators.lms().url() + "/course",
                        "A course opens from Learning, by an LTI launch."),
                new Link(
                        "The payment pages",
                        simulators.paymentPages(),
                        "Opened by checkout with a session of their own."));
    }

    private static String html(Welcome welcome, List<Link> links) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>Sandbox · Tessera</title>
                  <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
                  <link rel="stylesheet" href="/assets/tessera.css">
                  <link rel="stylesheet" href="/assets/components.css">
                </head>
                <body>
                <main class="wrap page">
                  <div class="page__head"><h1>The sandbox</h1>
                  <p class="lead">A whole marketplace on this machine. The databases and the search engine are real; Stripe, the LMS and the
                  mail server are simulators that speak the real protocols. No money moves and no mail leaves.</p></div>
                  <section class="section"><h2>Look at</h2><ul class="ruled-list">%s</ul></section>
                  <section class="section"><h2>Sign in as</h2>
                  <div class="table-frame" tabindex="0" role="region" aria-label="Sample people"><table class="table">
                    <thead><tr><th scope="col">Who</th><th scope="col">E-mail</th><th scope="col">Password</th></tr></thead>
                    <tbody>%s</tbody></table></div></section>
                  <section class="section"><h2>Pay with</h2>
                  <p>4242 4242 4242 4242 pays; 4000 0000 0000 0002 is declined; 4000 0000 0000 9995 has no funds;
                  4000 0025 0000 3155 asks for 3-D Secure.</p></section>
                </main></body></html>
                """.formatted(links(links), people(welcome));
    }

    private static String links(List<Link> links) {
        return links.stream()
                .map(link -> "<li><a href=\"%s\">%s</a><p class=\"soft small\">%s</p></li>"
                        .formatted(htmlEscape(link.url()), htmlEscape(link.name()), htmlEscape(link.what())))
                .collect(Collectors.joining());
    }

    private static String people(Welcome welcome) {
        return welcome.people().stream()
                .map(person -> "<tr><th scope=\"row\">%s</th><td>%s</td><td><code>%s</code></td></tr>"
                        .formatted(
                                htmlEscape(person.role()), htmlEscape(person.email()), htmlEscape(person.password())))
                .collect(Collectors.joining());
    }
}
