package market.tessera.provider.singlesignon;

import static market.tessera.platform.problem.Missing.notFound;

import java.net.URI;
import java.util.Objects;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.realm.Realm;
import market.tessera.provider.realm.Realms;
import market.tessera.provider.signin.GoOn;
import market.tessera.provider.signin.SignedIn;
import market.tessera.provider.singlesignon.Arrival.Reason;
import market.tessera.provider.singlesignon.Arrive.Answer;
import market.tessera.provider.staff.NetworkAddress;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * The way in by an institution's own sign-in service: found by mail address or at the institution's own address here, there by a link (a form's
 * answer may not lead to another origin), and back.
 */
@Controller
@RequestMapping("/portal/sign-in")
class SingleSignOnPage {
    private static final String FIND = "provider-portal/sign-in-institution";
    private static final String AT = "provider-portal/sign-in-at";

    /** Whole institutions sit behind one network address. */
    private static final int DEPARTURES_PER_HOUR = 600;

    private final Realms realms;
    private final Departure departure;
    private final Arrive arrive;
    private final SignedIn signedIn;
    private final Throttle throttle;

    SingleSignOnPage(Realms realms, Departure departure, Arrive arrive, SignedIn signedIn, Throttle throttle) {
        this.realms = realms;
        this.departure = departure;
        this.arrive = arrive;
        this.signedIn = signedIn;
        this.throttle = throttle;
    }

    /** What was typed. */
    record Form(@Nullable String email, @Nullable String goOn) {}

    @GetMapping("/institution")
    Rendering ask(@RequestParam(name = "return", required = false) @Nullable String goOn) {
        return find(new Form(null, goOn), false);
    }

    /** Tells of an address no more than whether its domain is one that signs in so. */
    @PostMapping("/institution")
    Mono<Rendering> find(@ModelAttribute Form form) {
        return Mono.justOrEmpty(EmailAddress.parse(form.email()))
                .flatMap(address -> Tenants.unbound(realms.openFor(address)))
                .map(realm -> redirect(UriComponentsBuilder.fromPath("/portal/sign-in/at/{slug}")
                        .queryParam("return", "{goOn}")
                        .encode()
                        .buildAndExpand(realm.slug(), GoOn.local(form.goOn()))
                        .toUri()))
                .defaultIfEmpty(find(form, true));
    }

    @GetMapping("/at/{slug}")
    Mono<Rendering> show(
            @PathVariable String slug,
            @RequestParam(name = "return", required = false) @Nullable String goOn,
            @RequestParam(defaultValue = "false") boolean needed) {
        return open(slug)
                .map(realm -> at(realm, GoOn.local(goOn))
                        .modelAttribute("needed", needed)
                        .build());
    }

    @GetMapping("/at/{slug}/go")
    Mono<Rendering> leave(
            @PathVariable String slug,
            @RequestParam(name = "return", required = false) @Nullable String goOn,
            ServerWebExchange exchange) {
        return throttle.take("single-sign-on", NetworkAddress.of(exchange), DEPARTURES_PER_HOUR)
                .filter(free -> free)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS)))
                .flatMap(_ -> open(slug))
                .flatMap(realm -> Tenants.unbound(departure.leave(realm, GoOn.local(goOn), false, exchange))
                        .map(SingleSignOnPage::redirect)
                        .defaultIfEmpty(turnedAway(realm, Reason.NO_ANSWER, GoOn.local(goOn))));
    }

    @GetMapping("/at/{slug}/back")
    Mono<Rendering> arrive(@PathVariable String slug, @ModelAttribute Answer answer, ServerWebExchange exchange) {
        return Tenants.unbound(realms.bySlug(slug)
                        .flatMap(realm -> arrive.arrive(realm, answer, exchange.getRequest())
                                .flatMap(arrival -> answer(arrival, realm, exchange))))
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> answer(Arrival arrival, Realm realm, ServerWebExchange exchange) {
        return switch (arrival) {
            case Arrival.Welcome(var person, var goOn) ->
                signedIn.lead(person, realm.provider(), goOn, exchange)
                        .map(URI::create)
                        .map(SingleSignOnPage::redirect);
            case Arrival.Tried() -> Mono.just(settings(realm));
            case Arrival.TurnedAway(var reason, var trial) ->
                trial
                        ? Mono.just(settings(realm))
                        : signedIn.refused(realm.provider(), reason.key(), exchange)
                                .thenReturn(turnedAway(realm, reason, "/portal"));
        };
    }

    private Mono<Realm> open(String slug) {
        return Tenants.unbound(realms.bySlug(slug)).filter(Realm::isOpen).switchIfEmpty(notFound());
    }

    private static Rendering find(Form form, boolean unknown) {
        return Rendering.view(FIND)
                .status(unknown ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .modelAttribute("form", new Form(Objects.requireNonNullElse(form.email(), ""), GoOn.local(form.goOn())))
                .modelAttribute("unknown", unknown)
                .build();
    }

    private static Rendering.Builder<?> at(Realm realm, String goOn) {
        return Rendering.view(AT)
                .modelAttribute("realm", realm)
                .modelAttribute(
                        "service",
                        URI.create(Objects.requireNonNull(realm.settings()).issuer())
                                .getHost())
                .modelAttribute("goOn", goOn);
    }

    private static Rendering turnedAway(Realm realm, Reason reason, String goOn) {
        return realm.isOpen()
                ? at(realm, goOn)
                        .status(reason.status())
                        .modelAttribute("reason", reason.key())
                        .build()
                : redirect(URI.create("/portal/sign-in"));
    }

    private static Rendering settings(Realm realm) {
        return redirect(URI.create("/portal/settings/" + realm.provider() + "/single-sign-on?done=tried"));
    }

    private static Rendering redirect(URI address) {
        return Rendering.redirectTo(address.toString())
                .contextRelative(false)
                .propagateQuery(false)
                .status(HttpStatus.SEE_OTHER)
                .build();
    }
}
