package market.tessera.provider.webhooks;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The addresses that are told, what they were told, and what could not be told. A new secret is shown on the answer to its form and nowhere else. */
@Controller
@RequestMapping("/portal/settings/{provider}/webhooks")
class WebhooksPage {
    /** What is sent by hand in an hour. */
    private static final int BY_HAND = 120;

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Outbound outbound;
    private final Records records;
    private final Clock clock;

    WebhooksPage(Webhooks webhooks, Deliveries deliveries, Outbound outbound, Records records, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.outbound = outbound;
        this.records = records;
        this.clock = clock;
    }

    /** Whose page it is, and who did what on it. */
    @org.springframework.stereotype.Component
    record Records(Providers providers, SecurityAudit audit, Throttle throttle) {}

    /** What was typed. */
    record Form(@Nullable String address, @Nullable List<String> events) {
        Set<String> chosen() {
            var chosen = new TreeSet<>(Objects.requireNonNullElse(events, List.of()));
            chosen.retainAll(Webhooks.EVENTS);
            return chosen;
        }
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope, @PathVariable UUID provider, @RequestParam(required = false) @Nullable String done) {
        return page(scope, provider, new Form(null, Webhooks.EVENTS), Said.of(done));
    }

    @PostMapping
    Mono<Rendering> add(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute Form form) {
        scope.require(provider, Role.ADMINISTRATOR);
        var address = outbound.address(form.address());
        if (address.isEmpty() || form.chosen().isEmpty()) {
            return page(scope, provider, form, Said.mistake(address.isEmpty() ? "address" : "events"));
        }
        return webhooks.add(
                        provider, address.get(), form.chosen(), scope.person().name())
                .delayUntil(_ -> records.audit()
                        .record(
                                Event.WEBHOOK_ADDED,
                                scope.person(),
                                provider,
                                address.get().toString()))
                .flatMap(secret ->
                        page(scope, provider, new Form(null, Webhooks.EVENTS), new Said(List.of(), secret, "")))
                .switchIfEmpty(Mono.defer(() -> page(scope, provider, form, Said.mistake("full"))));
    }

    /** Doing it again changes nothing. */
    @PostMapping("/{webhook}/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID webhook) {
        scope.require(provider, Role.ADMINISTRATOR);
        return webhooks.remove(provider, webhook)
                .filter(removed -> removed)
                .flatMap(_ ->
                        records.audit().record(Event.WEBHOOK_REMOVED, scope.person(), provider, webhook.toString()))
                .thenReturn(back(provider, "removed"));
    }

    @PostMapping("/{webhook}/test")
    Mono<Rendering> test(ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID webhook) {
        scope.require(provider, Role.ADMINISTRATOR);
        var body = "{\"type\":\"test\",\"timestamp\":\"" + clock.instant() + "\",\"data\":{}}";
        return allowed(provider)
                .then(Mono.defer(() -> deliveries.test(provider, webhook, body)))
                .filter(count -> count == 1)
                .switchIfEmpty(notFound())
                .thenReturn(back(provider, "tested"));
    }

    @PostMapping("/deliveries/{delivery}/replay")
    Mono<Rendering> replay(ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID delivery) {
        scope.require(provider, Role.ADMINISTRATOR);
        return allowed(provider)
                .then(Mono.defer(() -> deliveries.replay(provider, delivery)))
                .thenReturn(back(provider, "replayed"));
    }

    private Mono<Void> allowed(UUID provider) {
        return records.throttle()
                .take("webhook:by-hand", provider.toString(), BY_HAND)
                .filter(free -> free)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS)))
                .then();
    }

    /**
     * What the page says of what was done last.
     *
     * @param secret of the address that was added
     * @param done one of {@link #DONE}, or empty
     */
    private record Said(List<String> mistakes, @Nullable String secret, String done) {
        private static final Set<String> DONE = Set.of("tested", "replayed", "removed");

        static Said of(@Nullable String done) {
            return new Said(List.of(), null, done != null && DONE.contains(done) ? done : "");
        }

        static Said mistake(String field) {
            return new Said(List.of(field), null, "");
        }
    }

    private Mono<Rendering> page(ProviderScope scope, UUID provider, Form form, Said said) {
        scope.require(provider, Role.ADMINISTRATOR);
        return Mono.zip(
                        records.providers().find(provider),
                        webhooks.of(provider).collectList(),
                        deliveries.of(provider).collectList())
                .map(known -> Rendering.view("provider-portal/webhooks")
                        .status(said.mistakes().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("provider", known.getT1())
                        .modelAttribute("webhooks", known.getT2())
                        .modelAttribute("deliveries", known.getT3())
                        .modelAttribute("form", form)
                        .modelAttribute("events", choices(form.chosen()))
                        .modelAttribute("mistakes", said.mistakes())
                        .modelAttribute("done", said.done())
                        .modelAttribute("secret", Optional.ofNullable(said.secret()))
                        .build());
    }

    private static List<Map<String, Object>> choices(Set<String> chosen) {
        return Webhooks.EVENTS.stream()
                .map(event -> Map.<String, Object>of("key", event, "chosen", chosen.contains(event)))
                .toList();
    }

    private static Rendering back(UUID provider, String done) {
        return SeeOther.to("/portal/settings/" + provider + "/webhooks?done=" + done);
    }
}
