package market.tessera.checkout.basket;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.basket.Addition.Added;
import market.tessera.checkout.basket.Addition.Full;
import market.tessera.checkout.basket.Addition.Refused;
import market.tessera.checkout.basket.Addition.Unknown;
import market.tessera.checkout.basket.Employers.Employer;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.promotion.Promotion;
import market.tessera.checkout.tax.Country;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The basket as a visitor sees and fills it. */
@Controller
class BasketPages {
    private static final Rendering TO_BASKET = SeeOther.to("/basket");
    private static final String MISSED = "unknown|too-many";

    private final AddToBasket addToBasket;
    private final FindBasket findBasket;
    private final Baskets baskets;
    private final Offers offers;
    private final BasketCookies cookies;
    private final SealedLinks links;
    private final Employers buying;
    private final Clock clock;

    BasketPages(
            AddToBasket addToBasket,
            FindBasket findBasket,
            Baskets baskets,
            Offers offers,
            BasketCookies cookies,
            SealedLinks links,
            Employers buying,
            Clock clock) {
        this.addToBasket = addToBasket;
        this.findBasket = findBasket;
        this.baskets = baskets;
        this.offers = offers;
        this.cookies = cookies;
        this.links = links;
        this.buying = buying;
        this.clock = clock;
    }

    /**
     * An intake of an offering, as the offering page and the basket send it.
     *
     * @param place in line, by its secret name
     */
    record Choice(
            @Nullable UUID offering,
            @Nullable UUID intake,
            @Nullable String place) {}

    @PostMapping("/basket")
    Mono<Rendering> add(
            @ModelAttribute Choice choice,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        if (choice.offering() == null || choice.intake() == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return addToBasket
                .add(cookies.visitor(exchange, person), choice.offering(), choice.intake(), place(choice))
                .map(addition -> answer(addition, exchange));
    }

    @GetMapping("/basket")
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String code,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        return findBasket
                .find(cookies.visitor(exchange, person))
                .doOnNext(basket -> cookies.write(exchange, basket))
                .flatMap(baskets::read)
                .defaultIfEmpty(Basket.empty(new UUID(0, 0)))
                .doOnNext(basket -> cookies.writeCount(exchange, basket.lines().size()))
                .flatMap(basket -> page(basket, code.matches(MISSED) ? code : "", person, locale));
    }

    /** @param missed why the code that was typed is not there; empty if none was */
    private Mono<Rendering> page(Basket basket, String missed, @Nullable Person person, Locale locale) {
        return intakesOnSale(basket)
                .zipWith(employers(person))
                .map(found -> Rendering.view("checkout/basket")
                        .modelAttribute("basket", basket)
                        .modelAttribute("intakes", found.getT1())
                        .modelAttribute("employers", found.getT2())
                        .modelAttribute("missed", missed)
                        .modelAttribute(
                                "countries",
                                basket.isTaxedByCountry() ? Country.all(basket.country(), locale) : List.of())
                        .model(codeState(basket))
                        .build())
                .delayUntil(_ -> baskets.pricesSeen(basket.id()));
    }

    private Mono<List<Employer>> employers(@Nullable Person person) {
        return person == null ? Mono.just(List.of()) : buying.of(person.id()).collectList();
    }

    /** What a line could be changed to, by offering. */
    private Mono<Map<UUID, List<Offer>>> intakesOnSale(Basket basket) {
        return offers.ofOfferings(
                        basket.lines().stream().map(line -> line.offer().id()).toList())
                .filter(offer -> offer.refusal(clock).isEmpty())
                .collectMultimap(Offer::id)
                .map(byOffering -> byOffering.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue()))));
    }

    /** Why the basket's code takes nothing off, where it does not. */
    private Map<String, String> codeState(Basket basket) {
        var promotion = basket.promotion();
        if (promotion == null) {
            return Map.of();
        }
        return promotion
                .refusal(clock.instant())
                .map(Promotion.Refusal::key)
                .or(() -> basket.purchases().stream()
                                .allMatch(purchase -> purchase.discount().isZero())
                        ? Optional.of("not_these")
                        : Optional.empty())
                .map(why -> Map.of("codeRefused", why))
                .orElse(Map.of());
    }

    private Rendering answer(Addition addition, ServerWebExchange exchange) {
        return switch (addition) {
            case Added(var basket, var lines) -> {
                cookies.write(exchange, basket);
                cookies.writeCount(exchange, lines);
                yield TO_BASKET;
            }
            case Refused(var offer, var why) ->
                Rendering.view("checkout/refusal")
                        .status(HttpStatus.CONFLICT)
                        .modelAttribute("offer", offer)
                        .modelAttribute("why", why)
                        .build();
            case Full() ->
                Rendering.view("checkout/word")
                        .status(HttpStatus.CONFLICT)
                        .modelAttribute("words", "basket.full")
                        .modelAttribute("onward", "/basket")
                        .build();
            case Unknown() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private @Nullable UUID place(Choice choice) {
        return choice.place() == null
                ? null
                : links.open(Purpose.WAITING_PLACE, choice.place()).orElse(null);
    }
}
