package market.tessera.checkout.placing;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.basket.Basket;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.basket.BasketCookies;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.basket.FindBasket;
import market.tessera.checkout.basket.Visitor;
import market.tessera.checkout.order.OnInvoice;
import market.tessera.checkout.order.OrderAccess;
import market.tessera.checkout.placing.CheckoutForm.Fault;
import market.tessera.checkout.placing.Placement.Changed;
import market.tessera.checkout.placing.Placement.NoCountry;
import market.tessera.checkout.placing.Placement.NotOnInvoice;
import market.tessera.checkout.placing.Placement.PaidBefore;
import market.tessera.checkout.placing.Placement.Placed;
import market.tessera.checkout.placing.Placement.SeatsTaken;
import market.tessera.checkout.placing.Placement.TooLittle;
import market.tessera.checkout.placing.Placement.TooMany;
import market.tessera.checkout.placing.Placement.TooMuch;
import market.tessera.checkout.placing.Placement.Waiting;
import market.tessera.checkout.tax.Country;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The one page between basket and payment: what, from whom, on which terms, for how much. */
@Controller
class CheckoutPages {
    private static final Rendering TO_BASKET = SeeOther.to("/basket");

    private final FindBasket findBasket;
    private final Baskets baskets;
    private final BasketCookies cookies;
    private final PlaceOrder placeOrder;
    private final OrderAccess access;
    private final OnInvoice onInvoice;
    private final boolean taxByAddress;

    CheckoutPages(
            FindBasket findBasket,
            Baskets baskets,
            BasketCookies cookies,
            PlaceOrder placeOrder,
            OrderAccess access,
            OnInvoice onInvoice,
            @Value("${checkout.stripe.tax:false}") boolean taxByAddress) {
        this.findBasket = findBasket;
        this.baskets = baskets;
        this.cookies = cookies;
        this.placeOrder = placeOrder;
        this.access = access;
        this.onInvoice = onInvoice;
        this.taxByAddress = taxByAddress;
    }

    /** @param currency which part of the basket; the first where it is not said */
    @GetMapping("/checkout")
    Mono<Rendering> show(
            @RequestParam(required = false) @Nullable String currency,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        return purchase(exchange, person, CheckoutForm.currencyOf(currency))
                .flatMap(
                        purchase -> page(purchase, CheckoutForm.empty(purchase, person), List.of(), Map.of(), exchange))
                .defaultIfEmpty(TO_BASKET);
    }

    @PostMapping("/checkout")
    Mono<Rendering> place(
            @ModelAttribute CheckoutForm sent,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        var form = sent.of(person);
        var attempt = form.attempt();
        var shown = form.shown();
        if (attempt == null || shown.isEmpty()) {
            return Mono.just(TO_BASKET);
        }
        return faults(form, person, exchange)
                .flatMap(faults -> faults.isEmpty()
                        ? orderedFrom(cookies.visitor(exchange, id(person)), form)
                                .map(basket -> request(basket, attempt, form, shown.get(), person, locale))
                                .flatMap(placeOrder::place)
                                .flatMap(placement -> answer(placement, form, person, exchange))
                                .defaultIfEmpty(TO_BASKET)
                        : again(form, faults, Map.of(), person, exchange));
    }

    /** A guest's is looked at where it is ordered from, unless the country is to be written into it, which is asked for only where taxes depend on it. */
    private Mono<UUID> orderedFrom(Visitor visitor, CheckoutForm form) {
        var country = Country.typed(form.country());
        return visitor.learner() == null && country.isEmpty()
                ? Mono.justOrEmpty(visitor.basket())
                : findBasket
                        .find(visitor)
                        .delayUntil(basket -> Mono.justOrEmpty(country).flatMap(in -> baskets.buyerIsIn(basket, in)));
    }

    /** The page sends the acknowledgement along where nothing is asked for; only without it the basket is looked into for that. */
    private Mono<List<Fault>> faults(CheckoutForm form, @Nullable Person person, ServerWebExchange exchange) {
        return form.hasAcknowledged()
                ? Mono.just(form.faults(false))
                : purchase(exchange, person, CheckoutForm.currencyOf(form.currency()))
                        .map(Purchase::hasPrerequisites)
                        .defaultIfEmpty(false)
                        .map(form::faults);
    }

    private Mono<Rendering> answer(
            Placement placement, CheckoutForm form, @Nullable Person person, ServerWebExchange exchange) {
        return switch (placement) {
            case Placed(var order, var key) ->
                form.isOnInvoice()
                        ? recounted(person, exchange).thenReturn(SeeOther.to("/orders/" + order))
                        : (person == null ? access.grant(order, key, exchange) : Mono.empty())
                                .thenReturn(SeeOther.to("/orders/%s/payment".formatted(order)));
            case PaidBefore(var order) -> Mono.just(SeeOther.to("/orders/" + order));
            case Changed(), Waiting() ->
                again(
                        form,
                        List.of(),
                        notice(
                                Country.typed(form.country()).isPresent()
                                        ? "checkout.changed.country"
                                        : "checkout.changed"),
                        person,
                        exchange);
            case NoCountry() ->
                again(form, List.of(new Fault("country", "checkout.country.missing")), Map.of(), person, exchange);
            case SeatsTaken() -> again(form, List.of(), notice("checkout.seatsTaken"), person, exchange);
            case TooMany(var most) ->
                again(form, List.of(), Map.of("changed", "checkout.tooMany", "most", most), person, exchange);
            case TooLittle(var least) ->
                again(form, List.of(), notice("checkout.tooLittle", least, exchange), person, exchange);
            case TooMuch(var most) ->
                again(form, List.of(), notice("checkout.tooMuch", most, exchange), person, exchange);
            case NotOnInvoice() -> again(form, List.of(), notice("checkout.notOnInvoice"), person, exchange);
        };
    }

    /** What is ordered on invoice has left the basket. */
    private Mono<Void> recounted(@Nullable Person person, ServerWebExchange exchange) {
        return findBasket
                .find(cookies.visitor(exchange, id(person)))
                .flatMap(basket -> cookies.recount(exchange, basket));
    }

    /** The page anew with everything that was typed; the basket if nothing of it can be bought any more. */
    private Mono<Rendering> again(
            CheckoutForm form,
            List<Fault> faults,
            Map<String, Object> notice,
            @Nullable Person person,
            ServerWebExchange exchange) {
        return purchase(exchange, person, CheckoutForm.currencyOf(form.currency()))
                .flatMap(purchase -> page(purchase, form.again(purchase.total()), faults, notice, exchange))
                .defaultIfEmpty(TO_BASKET);
    }

    private Mono<Purchase> purchase(ServerWebExchange exchange, @Nullable Person person, Optional<Currency> currency) {
        return basket(cookies.visitor(exchange, id(person)))
                .mapNotNull(basket -> currency.flatMap(basket::purchase)
                        .or(() -> basket.purchases().stream().findFirst())
                        .orElse(null));
    }

    private Mono<Basket> basket(Visitor visitor) {
        var guests = visitor.basket();
        return visitor.learner() == null && guests != null
                ? baskets.readGuests(guests)
                : findBasket.find(visitor).flatMap(baskets::read);
    }

    private Mono<Rendering> page(
            Purchase purchase,
            CheckoutForm form,
            List<Fault> faults,
            Map<String, Object> notice,
            ServerWebExchange exchange) {
        return onInvoice
                .terms(purchase)
                .<Map<String, Object>>map(terms -> Map.of("onInvoice", terms))
                .defaultIfEmpty(Map.of())
                .map(terms -> Rendering.view("checkout/checkout")
                        .status(
                                !faults.isEmpty()
                                        ? HttpStatus.UNPROCESSABLE_CONTENT
                                        : notice.isEmpty() ? HttpStatus.OK : HttpStatus.CONFLICT)
                        .modelAttribute("purchase", purchase)
                        .modelAttribute("taxByAddress", taxByAddress)
                        .modelAttribute("form", form)
                        .modelAttribute("countries", countries(purchase, form, exchange))
                        .modelAttribute("faults", faults)
                        .model(terms)
                        .model(notice)
                        .build());
    }

    /** None where no tax depends on it. */
    private static List<Country> countries(Purchase purchase, CheckoutForm form, ServerWebExchange exchange) {
        return purchase.isTaxedByCountry()
                ? Country.all(Country.typed(form.country()).orElse(purchase.country()), locale(exchange))
                : List.of();
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Objects.requireNonNullElse(exchange.getLocaleContext().getLocale(), Locale.ENGLISH);
    }

    /** @param key of the words that say why nothing was ordered */
    private static Map<String, Object> notice(String key) {
        return Map.of("changed", key);
    }

    private static Map<String, Object> notice(String key, Money limit, ServerWebExchange exchange) {
        return Map.of("changed", key, "most", limit.format(locale(exchange)));
    }

    private static OrderRequest request(
            UUID basket, UUID attempt, CheckoutForm form, Money shown, @Nullable Person person, Locale locale) {
        return new OrderRequest(
                basket,
                attempt,
                id(person),
                form.givenName(),
                form.givenEmail(),
                locale,
                shown,
                form.isOnInvoice() ? form.givenPurchaseOrder() : null,
                form.billing());
    }

    private static @Nullable UUID id(@Nullable Person person) {
        return person == null ? null : person.id();
    }
}
