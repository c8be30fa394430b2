package market.tessera.checkout.connecting.setup;

import static market.tessera.platform.page.TypedText.text;

import java.util.UUID;
import market.tessera.checkout.connecting.ConnectionAccess;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.handoff.HandoffQueue;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sets a Moodle up: where it is, its token, and which of its courses is for which offering. */
@Controller
@RequestMapping("/checkout/connections/{provider}/{connection}")
class MoodlePage {
    private final ConnectionAccess access;
    private final ConnectionModel model;
    private final Connections connections;
    private final SetUpMoodle moodle;
    private final HandoffQueue queue;

    MoodlePage(
            ConnectionAccess access,
            ConnectionModel model,
            Connections connections,
            SetUpMoodle moodle,
            HandoffQueue queue) {
        this.access = access;
        this.model = model;
        this.connections = connections;
        this.moodle = moodle;
        this.queue = queue;
    }

    record SiteForm(@Nullable String address, @Nullable String token) {}

    record CourseForm(@Nullable UUID offering, @Nullable String course) {}

    /** The token is not shown again, and so is typed with every address. */
    @PostMapping("/moodle")
    Mono<Rendering> site(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute SiteForm form,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return of(person, provider, connection)
                .flatMap(found -> moodle.connect(found, text(form.address()), text(form.token()))
                        .flatMap(happened ->
                                connections.find(provider, connection).flatMap(now -> model.page(now, happened))));
    }

    /** Who waits because no course was chosen goes there at once. */
    @PostMapping("/moodle-course")
    Mono<Rendering> course(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute CourseForm form,
            @AuthenticationPrincipal Person person) {
        return of(person, provider, connection)
                .flatMap(found -> moodle.choose(found, form.offering(), text(form.course())))
                .delayUntil(_ -> queue.tryAgain(provider))
                .map(done -> SeeOther.to("/checkout/connections/%s/%s?done=%s".formatted(provider, connection, done)));
    }

    private Mono<Connection> of(Person person, UUID provider, UUID connection) {
        return access.connection(person, provider, connection)
                .filter(found -> found.kind() == Kind.MOODLE && found.standing() != Standing.ENDED)
                .switchIfEmpty(ConnectionAccess.notFound());
    }
}
