package market.tessera.provider.singlesignon;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.realm.Realm;
import market.tessera.provider.realm.Realm.Rule;
import market.tessera.provider.realm.Realms;
import market.tessera.provider.singlesignon.SetUp.Outcome;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.tenancy.Tenants;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where an institution's administrators set its sign-in service up, try it, and say for whom it is the way in. */
@Controller
@RequestMapping("/portal/settings/{provider}/single-sign-on")
class SettingsPage {
    private static final List<String> DONE = List.of(
            "kept", "tried", "rule-off", "rule-optional", "rule-required", "rule-refused", "forgotten", "removed");

    private final Realms realms;
    private final SetUp setUp;
    private final Departure departure;
    private final SignInServices services;

    SettingsPage(Realms realms, SetUp setUp, Departure departure, SignInServices services) {
        this.realms = realms;
        this.setUp = setUp;
        this.departure = departure;
        this.services = services;
    }

    record RuleForm(@Nullable String rule) {
        Rule chosen() {
            return Stream.of(Rule.values())
                    .filter(known -> known.key().equals(rule))
                    .findAny()
                    .orElse(Rule.OFF);
        }
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope, @PathVariable UUID provider, @RequestParam(defaultValue = "") String done) {
        scope.require(provider, Role.ADMINISTRATOR);
        return realms.of(provider).map(realm -> page(realm, SettingsForm.of(realm), List.of(), done));
    }

    @PostMapping
    Mono<Rendering> setUp(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute SettingsForm form) {
        scope.require(provider, Role.ADMINISTRATOR);
        return realms.of(provider)
                .flatMap(realm -> setUp.keep(scope.person(), realm, form).map(outcome -> switch (outcome) {
                    case Outcome.Kept() -> back(provider, "kept");
                    case Outcome.Refused(var mistakes) -> page(realm, form, mistakes, "");
                }));
    }

    /** The administrator goes to the service and comes back; see {@link Arrive}. */
    @GetMapping("/try")
    Mono<Rendering> tryIt(ProviderScope scope, @PathVariable UUID provider, ServerWebExchange exchange) {
        scope.require(provider, Role.ADMINISTRATOR);
        return realms.of(provider)
                .filter(realm -> realm.mayBeSetUp() && realm.settings() != null)
                .flatMap(realm -> departure
                        .leave(realm, "/portal", true, exchange)
                        .map(address -> Rendering.redirectTo(address.toString())
                                .contextRelative(false)
                                .status(HttpStatus.SEE_OTHER)
                                .build())
                        .switchIfEmpty(Mono.defer(() -> realms.tried(provider, Arrival.Reason.NO_ANSWER.key())
                                .thenReturn(back(provider, "tried")))))
                .defaultIfEmpty(back(provider, ""));
    }

    @PostMapping("/rule")
    Mono<Rendering> rule(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute RuleForm form) {
        scope.require(provider, Role.ADMINISTRATOR);
        return Tenants.unbound(setUp.rule(scope.person(), provider, form.chosen()))
                .map(done -> back(
                        provider, done ? "rule-" + form.chosen().name().toLowerCase(Locale.ROOT) : "rule-refused"));
    }

    @PostMapping("/forget")
    Mono<Rendering> forget(ProviderScope scope, @PathVariable UUID provider) {
        scope.require(provider, Role.ADMINISTRATOR);
        return setUp.forget(scope.person(), provider).thenReturn(back(provider, "forgotten"));
    }

    @PostMapping("/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID provider) {
        scope.require(provider, Role.ADMINISTRATOR);
        return setUp.remove(scope.person(), provider).thenReturn(back(provider, "removed"));
    }

    private Rendering page(Realm realm, SettingsForm form, List<String> mistakes, String done) {
        return Rendering.view("provider-portal/single-sign-on")
                .status(mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("realm", realm)
                .modelAttribute("form", form)
                .modelAttribute("mistakes", mistakes)
                .modelAttribute(
                        "issuerMistake",
                        mistakes.stream()
                                .filter(mistake -> mistake.startsWith("issuer-"))
                                .findAny()
                                .orElse(""))
                .modelAttribute("done", DONE.contains(done) ? done : "")
                .modelAttribute("back", services.back(realm.slug()))
                .modelAttribute("entrance", services.entrance(realm.slug()))
                .modelAttribute(
                        "trial",
                        realm.settings() == null
                                ? ""
                                : Objects.toString(realm.settings().trial(), ""))
                .modelAttribute("rules", Rule.values())
                .build();
    }

    private static Rendering back(UUID provider, String done) {
        return SeeOther.to(
                "/portal/settings/%s/single-sign-on%s".formatted(provider, done.isEmpty() ? "" : "?done=" + done));
    }
}
