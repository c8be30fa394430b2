package market.tessera.checkout.takeup;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.takeup.PlaceInvitations.Invitation;
import market.tessera.checkout.takeup.TakeUp.Taker;
import market.tessera.checkout.takeup.TakingUp.Refused;
import market.tessera.checkout.takeup.TakingUp.TakenUp;
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
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where somebody takes up a place that an organisation has bought, by a mailed link or a code. It takes an account: the course is kept there. */
@Controller
class TakeUpPages {
    private static final String INVITED = "/orders/places/{name:[A-Za-z0-9_-]{20,100}}";
    private static final String CODED = "/orders/codes/{code:[A-Za-z0-9]{4,40}}";

    private final TakeUp takeUp;
    private final PlaceInvitations invitations;
    private final SeatCodes codes;
    private final Offers offers;
    private final SealedLinks links;

    TakeUpPages(TakeUp takeUp, PlaceInvitations invitations, SeatCodes codes, Offers offers, SealedLinks links) {
        this.takeUp = takeUp;
        this.invitations = invitations;
        this.codes = codes;
        this.offers = offers;
        this.links = links;
    }

    /** @param share whether the organisation may see progress and completion */
    record SharingForm(@Nullable Boolean share) {
        boolean shares() {
            return Boolean.TRUE.equals(share);
        }
    }

    @GetMapping(INVITED)
    Mono<Rendering> invited(@PathVariable String name, ServerWebExchange exchange) {
        noStore(exchange);
        return find(name)
                .flatMap(found -> page(found.intake(), found.organisation(), "/orders/places/" + name, null))
                .defaultIfEmpty(gone());
    }

    @PostMapping(INVITED)
    Mono<Rendering> takeInvited(
            @PathVariable String name,
            @ModelAttribute SharingForm form,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale) {
        return person == null
                ? Mono.just(signIn("/orders/places/" + name))
                : find(name)
                        .flatMap(found -> takeUp.byInvitation(
                                        found.invitation(), new Taker(person, form.shares(), locale))
                                .flatMap(outcome -> answer(
                                        outcome, found.intake(), found.organisation(), "/orders/places/" + name)))
                        .defaultIfEmpty(gone());
    }

    @GetMapping(CODED)
    Mono<Rendering> coded(@PathVariable String code, ServerWebExchange exchange) {
        noStore(exchange);
        return codes.find(code)
                .flatMap(found -> page(
                        found.intake(),
                        found.organisationName(),
                        "/orders/codes/" + found.code(),
                        found.isUsable() ? null : found.ended() ? TakingUp.Why.ENDED : TakingUp.Why.NONE_LEFT))
                .defaultIfEmpty(gone());
    }

    @PostMapping(CODED)
    Mono<Rendering> takeCoded(
            @PathVariable String code,
            @ModelAttribute SharingForm form,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale) {
        return person == null
                ? Mono.just(signIn("/orders/codes/" + code))
                : codes.find(code)
                        .flatMap(found -> takeUp.byCode(found, new Taker(person, form.shares(), locale))
                                .flatMap(outcome -> answer(
                                        outcome,
                                        found.intake(),
                                        found.organisationName(),
                                        "/orders/codes/" + found.code())))
                        .defaultIfEmpty(gone());
    }

    private Mono<Invitation> find(String name) {
        return Mono.justOrEmpty(links.open(Purpose.INVITATION, name)).flatMap(invitations::open);
    }

    private Mono<Rendering> answer(TakingUp outcome, UUID intake, String organisation, String here) {
        return switch (outcome) {
            case TakenUp() -> Mono.just(SeeOther.to("/learning?done=joined"));
            case Refused(var why) -> page(intake, organisation, here, why);
        };
    }

    private Mono<Rendering> page(UUID intake, String organisation, String here, TakingUp.@Nullable Why refused) {
        return offers.find(intake).map(offer -> page(offer, organisation, here, refused));
    }

    private static Rendering page(Offer offer, String organisation, String here, TakingUp.@Nullable Why refused) {
        return Rendering.view("checkout/take-up")
                .status(refused == null ? HttpStatus.OK : HttpStatus.CONFLICT)
                .modelAttribute("offer", offer)
                .modelAttribute("organisation", organisation)
                .modelAttribute("here", here)
                .model(refused == null ? Map.of() : Map.of("refused", refused.name()))
                .build();
    }

    private static Rendering gone() {
        return Rendering.view("checkout/word")
                .status(HttpStatus.GONE)
                .modelAttribute("words", "takeUp.gone")
                .modelAttribute("onward", "/learning")
                .build();
    }

    private static Rendering signIn(String here) {
        return SeeOther.to("/account/sign-in?return=" + here);
    }

    private static void noStore(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    }
}
