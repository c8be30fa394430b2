package market.tessera.checkout.waitlist;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.waitlist.Joining.Asked;
import market.tessera.checkout.waitlist.Joining.Joined;
import market.tessera.checkout.waitlist.Joining.Refused;
import market.tessera.checkout.waitlist.Joining.Standing;
import market.tessera.platform.identity.Network;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.mail.EmailAddress;
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

/** Where one stands in line for a full intake. */
@Controller
class WaitlistPages {
    private static final String LINE = "/waitlist/{intake:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final int LONGEST_NAME = 200;
    private static final int PER_NETWORK = 30;
    private static final int PER_ADDRESS = 6;

    private final Offers offers;
    private final JoinLine join;
    private final SealedLinks links;
    private final Throttle throttle;

    WaitlistPages(Offers offers, JoinLine join, SealedLinks links, Throttle throttle) {
        this.offers = offers;
        this.join = join;
        this.links = links;
        this.throttle = throttle;
    }

    /** The form as it is sent; a learner sends nothing. */
    record JoinForm(@Nullable String name, @Nullable String email) {
        JoinForm of(@Nullable Person person) {
            return person == null ? this : new JoinForm(person.name(), person.email());
        }

        String givenName() {
            return name == null ? "" : name.strip();
        }

        List<Fault> faults() {
            var faults = new ArrayList<Fault>();
            if (givenName().isEmpty() || givenName().length() > LONGEST_NAME) {
                faults.add(new Fault("name", "checkout.name.missing"));
            }
            if (EmailAddress.parse(email).isEmpty()) {
                faults.add(new Fault("email", "checkout.email.wrong"));
            }
            return faults;
        }
    }

    /** What is wrong with a field, as a key of the message that says it. */
    record Fault(String field, String message) {}

    @GetMapping(LINE)
    Mono<Rendering> show(
            @PathVariable UUID intake, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        return find(intake, exchange)
                .map(offer -> page(
                        offer,
                        new JoinForm(null, null).of(person),
                        List.of(),
                        join.objection(offer).orElse(null)));
    }

    @PostMapping(LINE)
    Mono<Rendering> join(
            @PathVariable UUID intake,
            @ModelAttribute JoinForm sent,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        var form = sent.of(person);
        return find(intake, exchange)
                .flatMap(offer -> form.faults().isEmpty()
                        ? join(offer, form, person, locale, exchange)
                        : Mono.just(page(offer, form, form.faults(), null)));
    }

    private Mono<Rendering> join(
            Offer offer, JoinForm form, @Nullable Person person, Locale locale, ServerWebExchange exchange) {
        var request = new JoinRequest(
                offer.intake().id(),
                person == null ? null : person.id(),
                form.givenName(),
                EmailAddress.parse(form.email()).orElseThrow().text(),
                locale);
        return allowed(request, exchange)
                .flatMap(allowed -> allowed
                        ? join.join(request).map(joining -> answer(joining, offer, form))
                        : Mono.just(word("waitlist.tooMany", HttpStatus.TOO_MANY_REQUESTS)));
    }

    /** Mails to guests are bounded, by where they are asked for and by whom they go to. */
    private Mono<Boolean> allowed(JoinRequest request, ServerWebExchange exchange) {
        return request.learner() != null
                ? Mono.just(true)
                : throttle.take(
                                "waitlist:network",
                                Network.of(exchange.getRequest().getRemoteAddress()),
                                PER_NETWORK)
                        .flatMap(free -> free
                                ? throttle.take("waitlist:address", request.email(), PER_ADDRESS)
                                : Mono.just(false));
    }

    private Rendering answer(Joining joining, Offer offer, JoinForm form) {
        return switch (joining) {
            case Joined(var place) -> toPlace(place, "");
            case Standing(var place) -> toPlace(place, "?again=true");
            case Asked() -> word("waitlist.asked", HttpStatus.OK);
            case Refused(var why) -> page(offer, form, List.of(), why);
        };
    }

    private Rendering toPlace(UUID place, String query) {
        return SeeOther.to("/waitlist/places/" + links.seal(Purpose.WAITING_PLACE, place) + query);
    }

    private Mono<Offer> find(UUID intake, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return offers.find(intake).switchIfEmpty(notFound());
    }

    private static Rendering page(Offer offer, JoinForm form, List<Fault> faults, Joining.@Nullable Why refused) {
        return Rendering.view("checkout/waitlist")
                .status(
                        faults.isEmpty()
                                ? refused == null ? HttpStatus.OK : HttpStatus.CONFLICT
                                : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("offer", offer)
                .modelAttribute("form", form)
                .modelAttribute("faults", faults)
                .model(refused == null ? Map.of() : Map.of("refused", refused.name()))
                .build();
    }

    private static Rendering word(String words, HttpStatus status) {
        return Rendering.view("checkout/word")
                .status(status)
                .modelAttribute("words", words)
                .modelAttribute("onward", "/search")
                .build();
    }
}
