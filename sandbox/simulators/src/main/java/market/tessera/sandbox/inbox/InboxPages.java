package market.tessera.sandbox.inbox;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The inbox for people, at {@code /sandbox/inbox}, and for programs, at {@code /sandbox/inbox.json?to=}. The HTML of a message is shown in a
 * frame of its own that runs no scripts and loads nothing.
 */
public final class InboxPages {
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";
    private static final String MESSAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; "
                    + "sandbox allow-top-navigation-by-user-activation";

    private final Inbox inbox;

    public InboxPages(Inbox inbox) {
        this.inbox = inbox;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/sandbox/inbox.json", this::json)
                .GET("/sandbox/inbox", this::list)
                .GET("/sandbox/inbox/{id}", request -> one(request, mail -> page(InboxHtml.message(mail))))
                .GET("/sandbox/inbox/{id}/html", request -> one(request, InboxPages::framed))
                .build();
    }

    private Mono<ServerResponse> json(ServerRequest request) {
        return mails(request)
                .flatMap(mails -> ServerResponse.ok().headers(InboxPages::fresh).bodyValue(Map.of("items", mails)));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return mails(request)
                .flatMap(mails ->
                        page(InboxHtml.list(mails, request.queryParam("to").orElse(""))));
    }

    private Mono<List<ReceivedMail>> mails(ServerRequest request) {
        return Mono.fromCallable(() -> request.queryParam("to")
                        .filter(to -> !to.isBlank())
                        .map(to -> inbox.messagesTo(to.strip()))
                        .orElseGet(inbox::messages))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<ServerResponse> one(ServerRequest request, Function<ReceivedMail, Mono<ServerResponse>> show) {
        return Mono.fromCallable(() -> inbox.find(request.pathVariable("id")))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> found.map(show)
                        .orElseGet(() -> ServerResponse.notFound().build()));
    }

    private static Mono<ServerResponse> page(String html) {
        return html(html, PAGE_POLICY);
    }

    private static Mono<ServerResponse> framed(ReceivedMail mail) {
        return html("<base target=\"_top\">" + mail.html(), MESSAGE_POLICY);
    }

    private static Mono<ServerResponse> html(String html, String policy) {
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .header("Content-Security-Policy", policy)
                .headers(InboxPages::fresh)
                .bodyValue(html);
    }

    private static void fresh(org.springframework.http.HttpHeaders headers) {
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
    }
}
