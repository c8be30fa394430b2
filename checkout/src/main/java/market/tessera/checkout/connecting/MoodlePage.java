package market.tessera.checkout.connecting;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.connecting.ConnectionModel.Happened;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.handoff.HandoffQueue;
import market.tessera.checkout.moodle.MoodleSite;
import market.tessera.checkout.moodle.Moodles;
import market.tessera.platform.identity.Person;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Unreachable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
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
    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_COURSE = 255;

    private final ConnectionAccess access;
    private final ConnectionModel model;
    private final Connections connections;
    private final Moodles moodles;
    private final MoodleSite site;
    private final TestConnection test;
    private final HandoffQueue queue;
    private final Outbound outbound;

    MoodlePage(
            ConnectionAccess access,
            ConnectionModel model,
            Connections connections,
            Moodles moodles,
            MoodleSite site,
            TestConnection test,
            HandoffQueue queue,
            Outbound outbound) {
        this.access = access;
        this.model = model;
        this.connections = connections;
        this.moodles = moodles;
        this.site = site;
        this.test = test;
        this.queue = queue;
        this.outbound = outbound;
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
                .flatMap(found -> saved(found, text(form.address()), text(form.token()))
                        .flatMap(happened ->
                                connections.find(provider, connection).flatMap(now -> model.page(now, happened))));
    }

    private Mono<Happened> saved(Connection connection, String typed, String token) {
        var address = outbound.address(typed).filter(found -> found.getQuery() == null);
        if (address.isEmpty()) {
            return Mono.just(Happened.mistaken(typed, new Mistake("address", "connections.mistake.address")));
        }
        if (!token.matches("[\\x21-\\x7e]{8," + LONGEST_TOKEN + "}")) {
            return Mono.just(Happened.mistaken(typed, new Mistake("token", "connections.mistake.token")));
        }
        return moodles.put(connection.id(), address.get(), token)
                .then(connections.step(connection.provider(), connection.id(), List.of(Standing.DRAFT), Standing.READY))
                .then(test.test(connection)
                        .map(Happened.done("registered")::tested)
                        .defaultIfEmpty(Happened.done("registered")));
    }

    /** Who waits because no course was chosen goes there at once. */
    @PostMapping("/moodle-course")
    Mono<Rendering> course(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute CourseForm form,
            @AuthenticationPrincipal Person person) {
        var typed = text(form.course());
        var offering = form.offering();
        return of(person, provider, connection)
                .flatMap(found -> offering == null || typed.isEmpty() || typed.length() > LONGEST_COURSE
                        ? Mono.just(false)
                        : site.choose(found.id(), offering, typed))
                .map(chosen -> chosen ? "courseChosen" : "noSuchCourse")
                .onErrorResume(
                        Unreachable.class,
                        failure -> connections.failed(connection, failure).thenReturn("courseUnknown"))
                .delayUntil(_ -> queue.tryAgain(provider))
                .map(done -> Rendering.redirectTo(
                                "/checkout/connections/%s/%s?done=%s".formatted(provider, connection, done))
                        .status(HttpStatus.SEE_OTHER)
                        .build());
    }

    private Mono<Connection> of(Person person, UUID provider, UUID connection) {
        return access.connection(person, provider, connection)
                .filter(found -> found.kind() == Kind.MOODLE && found.standing() != Standing.ENDED)
                .switchIfEmpty(ConnectionAccess.notFound());
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }
}
