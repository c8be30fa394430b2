package market.tessera.checkout.connecting;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.ConnectionUses;
import market.tessera.checkout.connection.ConnectionUses.Listed;
import market.tessera.checkout.connection.ConnectionUses.Use;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.handoff.HandoffQueue;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
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

/** How a provider's learners are handed over: which connection serves which offering, how each is doing, what waits. */
@Controller
@RequestMapping("/checkout/connections")
class ConnectionsPage {
    private static final int LONGEST_NAME = 80;
    private static final Set<String> TOLD =
            Set.of("chosen", "dropped", "notChosen", "again", "enrolled", "ended", "refused");

    private final ConnectionAccess access;
    private final Connections connections;
    private final ConnectionUses uses;
    private final HandoffQueue queue;
    private final LtiTools tools;

    ConnectionsPage(
            ConnectionAccess access, Connections connections, ConnectionUses uses, HandoffQueue queue, LtiTools tools) {
        this.access = access;
        this.connections = connections;
        this.uses = uses;
        this.queue = queue;
        this.tools = tools;
    }

    record NewForm(@Nullable Kind kind, @Nullable String name) {}

    record UseForm(@Nullable UUID offering, @Nullable UUID connection) {}

    record EnrolledForm(@Nullable List<UUID> enrollment) {}

    @GetMapping
    Mono<Rendering> providers(@AuthenticationPrincipal Person person) {
        return access.providers(person)
                .collectList()
                .map(providers -> providers.size() == 1
                        ? to(providers.getFirst().id(), "")
                        : Rendering.view("checkout/connection-providers")
                                .modelAttribute("providers", providers)
                                .build());
    }

    @GetMapping("/{provider}")
    Mono<Rendering> show(
            @PathVariable UUID provider,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return access.provider(person, provider).flatMap(found -> page(found, TOLD.contains(done) ? done : "", false));
    }

    @PostMapping("/{provider}")
    Mono<Rendering> add(
            @PathVariable UUID provider, @ModelAttribute NewForm form, @AuthenticationPrincipal Person person) {
        var name = form.name() == null ? "" : form.name().strip();
        var kind = form.kind();
        return access.provider(person, provider)
                .flatMap(found -> kind == null || name.isEmpty() || name.length() > LONGEST_NAME
                        ? page(found, "", true)
                        : connections
                                .add(provider, kind, name, person.email())
                                .map(added -> SeeOther.to("/checkout/connections/%s/%s".formatted(provider, added))));
    }

    /** Those who wait go the new way. */
    @PostMapping("/{provider}/uses")
    Mono<Rendering> use(
            @PathVariable UUID provider, @ModelAttribute UseForm form, @AuthenticationPrincipal Person person) {
        var connection = form.connection();
        return access.provider(person, provider)
                .flatMap(_ -> connection == null
                        ? uses.drop(provider, form.offering()).thenReturn("dropped")
                        : uses.choose(provider, form.offering(), connection)
                                .map(chosen -> chosen ? "chosen" : "notChosen"))
                .delayUntil(_ -> queue.tryAgain(provider))
                .map(done -> to(provider, done));
    }

    @PostMapping("/{provider}/again")
    Mono<Rendering> again(@PathVariable UUID provider, @AuthenticationPrincipal Person person) {
        return access.provider(person, provider)
                .flatMap(_ -> queue.tryAgain(provider))
                .thenReturn(to(provider, "again"));
    }

    @PostMapping("/{provider}/enrolled")
    Mono<Rendering> enrolled(
            @PathVariable UUID provider, @ModelAttribute EnrolledForm form, @AuthenticationPrincipal Person person) {
        var chosen = form.enrollment() == null ? List.<UUID>of() : form.enrollment();
        return access.provider(person, provider)
                .flatMap(_ -> queue.enrolled(provider, chosen))
                .map(_ -> to(provider, "enrolled"));
    }

    private Mono<Rendering> page(Seller provider, String done, boolean unnamed) {
        return Mono.zip(
                        connections
                                .ofProvider(provider.id())
                                .map(ConnectionRow::of)
                                .collectList(),
                        uses.of(provider.id()).collectList(),
                        uses.offerings(provider.id()).collectList(),
                        queue.figures(provider.id()),
                        queue.listed(provider.id()).collectList())
                .map(found -> Rendering.view("checkout/connections")
                        .status(unnamed ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                        .modelAttribute("provider", provider)
                        .modelAttribute("rows", found.getT1())
                        .modelAttribute("ready", ready(found.getT1()))
                        .modelAttribute("general", general(found.getT2()))
                        .modelAttribute("special", special(found.getT2()))
                        .modelAttribute("offerings", without(found.getT3(), found.getT2()))
                        .modelAttribute("figures", found.getT4())
                        .modelAttribute("listed", found.getT5())
                        .modelAttribute("sample", tools.defaultTool().isPresent())
                        .modelAttribute("kinds", Kind.values())
                        .modelAttribute("done", done)
                        .modelAttribute("unnamed", unnamed)
                        .build());
    }

    private static List<Connection> ready(List<ConnectionRow> rows) {
        return rows.stream()
                .map(ConnectionRow::connection)
                .filter(Connection::isReady)
                .toList();
    }

    /** The connection of all offerings that have no other; empty for none. */
    private static String general(List<Use> chosen) {
        return chosen.stream()
                .filter(use -> use.offering() == null)
                .map(use -> use.connection().toString())
                .findFirst()
                .orElse("");
    }

    private static List<Use> special(List<Use> chosen) {
        return chosen.stream().filter(use -> use.offering() != null).toList();
    }

    private static List<Listed> without(List<Listed> offerings, List<Use> chosen) {
        var known = chosen.stream().map(Use::offering).toList();
        return offerings.stream()
                .filter(offering -> !known.contains(offering.id()))
                .toList();
    }

    private static Rendering to(UUID provider, String done) {
        return SeeOther.to("/checkout/connections/" + provider + (done.isEmpty() ? "" : "?done=" + done));
    }
}
