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
import market.tessera.checkout.promotion.Promotions;
import market.tessera.checkout.tax.Country;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The basket as a visitor sees and changes it. */
@Controller
class BasketPages {
    private static final Rendering TO_BASKET =
            Rendering.redirectTo("/basket").status(HttpStatus.SEE_OTHER).build();
    private static final Rendering NO_SUCH_CODE = Rendering.redirectTo("/basket?code=unknown")
            .status(HttpStatus.SEE_OTHER)
            .build();
    private static final Rendering TOO_MANY_CODES = Rendering.redirectTo("/basket?code=too-many")
            .status(HttpStatus.SEE_OTHER)
            .build();
    private static final String MISSED = "unknown|too-many";
    private static final int LONGEST_CODE = 40;
    private static final int MOST_PLACES = 200;

    private final AddToBasket addToBasket;
    private final FindBasket findBasket;
    private final Baskets baskets;
    private final Offers offers;
    private final Codes codes;
    private final BasketCookies cookies;
    private final SealedLinks links;
    private final Employers buying;
    private final Clock clock;

    BasketPages(
            AddToBasket addToBasket,
            FindBasket findBasket,
            Baskets baskets,
            Offers offers,
            Codes codes,
            BasketCookies cookies,
            SealedLinks links,
            Employers buying,
            Clock clock) {
        this.addToBasket = addToBasket;
        this.findBasket = findBasket;
        this.baskets = baskets;
        this.offers = offers;
        this.codes = codes;
        this.cookies = cookies;
        this.links = links;
        this.buying = buying;
        this.clock = clock;
    }

    /** What is typed as a code, and how often. */
    @Component
    record Codes(Promotions promotions, CodeTries tries) {}

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
                .add(visitor(exchange, person), choice.offering(), choice.intake(), place(choice))
                .map(addition -> answer(addition, exchange));
    }

    @GetMapping("/basket")
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String code,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        return findBasket
                .find(visitor(exchange, person))
                .doOnNext(basket -> cookies.write(exchange, basket))
                .flatMap(baskets::read)
                .defaultIfEmpty(Basket.empty(new UUID(0, 0)))
                .doOnNext(basket -> cookies.writeCount(exchange, basket.lines().size()))
                .flatMap(basket -> page(basket, code.matches(MISSED) ? code : "", person, locale));
    }

    @PostMapping("/basket/lines/{offering}/removal")
    Mono<Rendering> remove(
            @PathVariable UUID offering, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        return findBasket
                .find(visitor(exchange, person))
                .flatMap(basket -> baskets.remove(basket, offering).then(baskets.count(basket)))
                .doOnNext(count -> cookies.writeCount(exchange, count))
                .thenReturn(TO_BASKET);
    }

    /** For whom the basket is bought, and how many places of an offering. */
    record BuyerForm(@Nullable UUID organisation) {}

    record QuantityForm(@Nullable Integer quantity) {}

    @PostMapping("/basket/buyer")
    Mono<Rendering> employ(
            @ModelAttribute BuyerForm form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        return findBasket
                .find(visitor(exchange, person))
                .flatMap(basket -> baskets.employ(basket, form.organisation()))
                .thenReturn(TO_BASKET);
    }

    /** Where the buyer is, ISO 3166-1; what is no country takes it off. */
    record CountryForm(@Nullable String country) {}

    @PostMapping("/basket/country")
    Mono<Rendering> buyerIsIn(
            @ModelAttribute CountryForm form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        return findBasket
                .find(visitor(exchange, person))
                .flatMap(basket ->
                        baskets.buyerIsIn(basket, Country.typed(form.country()).orElse(null)))
                .thenReturn(TO_BASKET);
    }

    @PostMapping("/basket/lines/{offering}/quantity")
    Mono<Rendering> quantity(
            @PathVariable UUID offering,
            @ModelAttribute QuantityForm form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        var places = form.quantity() == null ? 1 : Math.clamp(form.quantity(), 1, MOST_PLACES);
        return findBasket
                .find(visitor(exchange, person))
                .flatMap(basket -> baskets.quantity(basket, offering, places))
                .thenReturn(TO_BASKET);
    }

    /** A code as it is typed; none takes off the one that is there. */
    record CodeForm(@Nullable String code) {}

    @PostMapping("/basket/promotion")
    Mono<Rendering> promote(
            @ModelAttribute CodeForm form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        var code = form.code() == null ? "" : form.code().strip();
        return findBasket
                .find(visitor(exchange, person))
                .flatMap(basket -> code.isEmpty()
                        ? baskets.promote(basket, null).thenReturn(TO_BASKET)
                        : codes.tries()
                                .take(exchange)
                                .flatMap(free -> free ? promote(basket, code) : Mono.just(TOO_MANY_CODES)))
                .defaultIfEmpty(TO_BASKET);
    }

    private Mono<Rendering> promote(UUID basket, String code) {
        return codes.promotions()
                .find(code.substring(0, Math.min(code.length(), LONGEST_CODE)).replace("\0", ""))
                .flatMap(found -> baskets.promote(basket, found).thenReturn(TO_BASKET))
                .defaultIfEmpty(NO_SUCH_CODE);
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

    private Visitor visitor(ServerWebExchange exchange, @Nullable Person person) {
        return cookies.visitor(exchange, person == null ? null : person.id());
    }
}
