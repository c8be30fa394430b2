package market.tessera.checkout.basket;

import java.util.UUID;
import market.tessera.checkout.promotion.Promotions;
import market.tessera.checkout.tax.Country;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a visitor changes of the basket; all of it leads back there. */
@Controller
class ChangeBasketPages {
    private static final Rendering TO_BASKET = SeeOther.to("/basket");
    private static final Rendering NO_SUCH_CODE = SeeOther.to("/basket?code=unknown");
    private static final Rendering TOO_MANY_CODES = SeeOther.to("/basket?code=too-many");
    private static final int LONGEST_CODE = 40;
    private static final int MOST_PLACES = 200;

    private final FindBasket findBasket;
    private final Baskets baskets;
    private final Promotions promotions;
    private final CodeTries tries;
    private final BasketCookies cookies;

    ChangeBasketPages(
            FindBasket findBasket, Baskets baskets, Promotions promotions, CodeTries tries, BasketCookies cookies) {
        this.findBasket = findBasket;
        this.baskets = baskets;
        this.promotions = promotions;
        this.tries = tries;
        this.cookies = cookies;
    }

    @PostMapping("/basket/lines/{offering}/removal")
    Mono<Rendering> remove(
            @PathVariable UUID offering, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        return findBasket
                .find(cookies.visitor(exchange, person))
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
                .find(cookies.visitor(exchange, person))
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
                .find(cookies.visitor(exchange, person))
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
                .find(cookies.visitor(exchange, person))
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
                .find(cookies.visitor(exchange, person))
                .flatMap(basket -> code.isEmpty()
                        ? baskets.promote(basket, null).thenReturn(TO_BASKET)
                        : tries.take(exchange)
                                .flatMap(free -> free ? promote(basket, code) : Mono.just(TOO_MANY_CODES)))
                .defaultIfEmpty(TO_BASKET);
    }

    private Mono<Rendering> promote(UUID basket, String code) {
        return promotions
                .find(code.substring(0, Math.min(code.length(), LONGEST_CODE)).replace("\0", ""))
                .flatMap(found -> baskets.promote(basket, found).thenReturn(TO_BASKET))
                .defaultIfEmpty(NO_SUCH_CODE);
    }
}
