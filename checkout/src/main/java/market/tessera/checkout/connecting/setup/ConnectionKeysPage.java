package market.tessera.checkout.connecting.setup;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.client.SystemClient.Purpose;
import market.tessera.checkout.client.SystemClients;
import market.tessera.checkout.connecting.ConnectionAccess;
import market.tessera.checkout.connecting.setup.ConnectionModel.Happened;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.connection.MoveOn;
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

/** The keys that systems of a connection call us with, and which of the results that they report complete a course. */
@Controller
@RequestMapping("/checkout/connections/{provider}/{connection}")
class ConnectionKeysPage {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final ConnectionAccess access;
    private final ConnectionModel model;
    private final Connections connections;
    private final SystemClients clients;

    ConnectionKeysPage(ConnectionAccess access, ConnectionModel model, Connections connections, SystemClients clients) {
        this.access = access;
        this.model = model;
        this.connections = connections;
        this.clients = clients;
    }

    record KeyForm(@Nullable Purpose purpose) {}

    /** @param pass in percent */
    record MarkForm(@Nullable String pass, @Nullable String moveOn) {}

    /** With its first key a student information system can fetch, and is ready. */
    @PostMapping("/keys")
    Mono<Rendering> make(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute KeyForm form,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var purpose = Objects.requireNonNullElse(form.purpose(), Purpose.XAPI);
        return access.connection(person, provider, connection)
                .filter(found -> purpose == Purpose.XAPI || found.kind() == Kind.ONEROSTER)
                .switchIfEmpty(ConnectionAccess.notFound())
                .flatMap(found -> clients.add(provider, connection, purpose, person.email())
                        .delayUntil(_ -> readied(found))
                        .flatMap(made -> connections
                                .find(provider, connection)
                                .flatMap(now -> model.page(now, Happened.key(made)))))
                .defaultIfEmpty(to(provider, connection, "tooManyKeys"));
    }

    private Mono<Boolean> readied(Connection found) {
        return found.kind() == Kind.ONEROSTER
                ? connections.step(found.provider(), found.id(), List.of(Standing.DRAFT), Standing.READY)
                : Mono.just(false);
    }

    @PostMapping("/keys/{key}/end")
    Mono<Rendering> revoke(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @PathVariable UUID key,
            @AuthenticationPrincipal Person person) {
        return access.connection(person, provider, connection)
                .flatMap(found -> clients.revoke(provider, found.id(), key))
                .thenReturn(to(provider, connection, "revoked"));
    }

    @PostMapping("/mark")
    Mono<Rendering> mark(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @ModelAttribute MarkForm form,
            @AuthenticationPrincipal Person person) {
        var passMark = share(Objects.requireNonNullElse(form.pass(), "").strip());
        var moveOn = MoveOn.of(Objects.requireNonNullElse(form.moveOn(), ""));
        return access.connection(person, provider, connection)
                .filter(_ -> passMark.isPresent() && moveOn.isPresent())
                .delayUntil(
                        found -> connections.mark(provider, found.id(), passMark.orElseThrow(), moveOn.orElseThrow()))
                .map(_ -> to(provider, connection, "marked"))
                .defaultIfEmpty(to(provider, connection, "notMarked"));
    }

    private static Optional<BigDecimal> share(String percent) {
        return percent.matches("\\d{1,3}(\\.\\d)?") && new BigDecimal(percent).compareTo(HUNDRED) <= 0
                ? Optional.of(new BigDecimal(percent).movePointLeft(2))
                : Optional.empty();
    }

    private static Rendering to(UUID provider, UUID connection, String done) {
        return SeeOther.to("/checkout/connections/%s/%s?done=%s".formatted(provider, connection, done));
    }
}
