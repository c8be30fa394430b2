package market.tessera.checkout.connecting.setup;

import static market.tessera.platform.page.TypedText.text;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.connecting.ConnectionAccess;
import market.tessera.checkout.connecting.setup.ConnectionModel.Happened;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One connection: set up, tried, taken out of use. */
@Controller
@RequestMapping("/checkout/connections/{provider}/{connection}")
class ConnectionPage {
    private static final int LONGEST_GUIDANCE = 1_000;
    private static final Set<String> TOLD = Set.of(
            "guided",
            "confirmed",
            "picked",
            "nothingPicked",
            "revoked",
            "marked",
            "notMarked",
            "tooManyKeys",
            "courseChosen",
            "noSuchCourse",
            "courseUnknown");

    private final ConnectionAccess access;
    private final ConnectionModel model;
    private final SetUpTool tools;
    private final SetUpProgram programs;
    private final TestConnection test;
    private final Connections connections;

    ConnectionPage(
            ConnectionAccess access,
            ConnectionModel model,
            SetUpTool tools,
            SetUpProgram programs,
            TestConnection test,
            Connections connections) {
        this.access = access;
        this.model = model;
        this.tools = tools;
        this.programs = programs;
        this.test = test;
        this.connections = connections;
    }

    record AddressForm(@Nullable String address) {}

    record GuidanceForm(@Nullable String guidance) {}

    @GetMapping
    Mono<Rendering> show(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return access.connection(person, provider, connection)
                .flatMap(found -> model.page(found, TOLD.contains(done) ? Happened.done(done) : Happened.NOTHING));
    }

    @PostMapping("/tool")
    Mono<Rendering> tool(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute ToolForm form,
            @AuthenticationPrincipal Person person) {
        return of(person, provider, connection, Kind.LTI)
                .flatMap(found -> after(found, tested(found, tools.register(found, form))));
    }

    @PostMapping("/invitation")
    Mono<Rendering> invite(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute AddressForm form,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return of(person, provider, connection, Kind.LTI)
                .flatMap(found -> after(found, tools.invite(found, text(form.address()))));
    }

    /** The tool that has registered itself is the right one. */
    @PostMapping("/confirmation")
    Mono<Rendering> confirm(
            @PathVariable UUID provider, @PathVariable UUID connection, @AuthenticationPrincipal Person person) {
        return of(person, provider, connection, Kind.LTI)
                .flatMap(_ -> connections.step(provider, connection, List.of(Standing.PROPOSED), Standing.READY))
                .thenReturn(to(provider, connection, "confirmed"));
    }

    @PostMapping("/program")
    Mono<Rendering> program(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute AddressForm form,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return of(person, provider, connection, Kind.WEBHOOK)
                .flatMap(found -> after(found, tested(found, programs.address(found, text(form.address())))));
    }

    @PostMapping("/secret")
    Mono<Rendering> secret(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return of(person, provider, connection, Kind.WEBHOOK)
                .flatMap(found -> after(found, programs.anotherSecret(found)));
    }

    @PostMapping("/guidance")
    Mono<Rendering> guide(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute GuidanceForm form,
            @AuthenticationPrincipal Person person) {
        var typed = text(form.guidance());
        return access.connection(person, provider, connection)
                .flatMap(_ -> connections.guide(
                        provider, connection, typed.substring(0, Math.min(typed.length(), LONGEST_GUIDANCE))))
                .thenReturn(to(provider, connection, "guided"));
    }

    @PostMapping("/test")
    Mono<Rendering> test(
            @PathVariable UUID provider, @PathVariable UUID connection, @AuthenticationPrincipal Person person) {
        return access.connection(person, provider, connection)
                .flatMap(found -> after(
                        found,
                        test.test(found).map(Happened.NOTHING::tested).defaultIfEmpty(Happened.done("tooSoon"))));
    }

    @PostMapping("/end")
    Mono<Rendering> end(
            @PathVariable UUID provider, @PathVariable UUID connection, @AuthenticationPrincipal Person person) {
        return access.connection(person, provider, connection)
                .flatMap(found -> connections.end(provider, found.id()))
                .thenReturn(SeeOther.to("/checkout/connections/" + provider + "?done=ended"));
    }

    private Mono<Connection> of(Person person, UUID provider, UUID connection, Kind kind) {
        return access.connection(person, provider, connection)
                .filter(found -> found.kind() == kind && found.standing() != Standing.ENDED)
                .switchIfEmpty(ConnectionAccess.notFound());
    }

    /** What was taken is tried at once. */
    private Mono<Happened> tested(Connection connection, Mono<Happened> registering) {
        return registering.flatMap(registered -> registered.mistakes().isEmpty()
                ? test.test(connection).map(registered::tested).defaultIfEmpty(registered)
                : Mono.just(registered));
    }

    /** The page as things stand after it. */
    private Mono<Rendering> after(Connection before, Mono<Happened> happening) {
        return happening.flatMap(
                happened -> connections.find(before.provider(), before.id()).flatMap(now -> model.page(now, happened)));
    }

    private static Rendering to(UUID provider, UUID connection, String done) {
        return SeeOther.to("/checkout/connections/%s/%s?done=%s".formatted(provider, connection, done));
    }
}
