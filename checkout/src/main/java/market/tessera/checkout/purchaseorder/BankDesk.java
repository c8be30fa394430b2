package market.tessera.checkout.purchaseorder;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.purchaseorder.Booking.Booked;
import market.tessera.checkout.purchaseorder.Booking.BookedBefore;
import market.tessera.checkout.purchaseorder.Booking.OtherCurrency;
import market.tessera.checkout.purchaseorder.Booking.Unknown;
import market.tessera.checkout.purchaseorder.EndPurchaseOrder.Why;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What has come to and has to leave our bank account, booked by hand; the operator's alone, for it is all providers' money. */
@Controller
class BankDesk {
    static final String BANK = "/checkout/desk/bank";
    private static final String DONE = "paid|partly|too-much|begun|not-begun|kept|not-kept|sent|ended|not-ended";

    private final BookReceipt book;
    private final EndPurchaseOrder end;
    private final BankPage page;

    BankDesk(BookReceipt book, EndPurchaseOrder end, BankPage page) {
        this.book = book;
        this.end = end;
        this.page = page;
    }

    /**
     * @param done how what was done ended: the last part of the key of its words
     * @param owed page of what is to be sent back; the first is 1
     */
    @GetMapping(BANK)
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String done,
            @RequestParam(name = "page", defaultValue = "1") int owed,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return page.of(
                HttpStatus.OK,
                done.matches(DONE) ? Map.of("done", done) : Map.of(),
                owed,
                DeskScope.ofOperator(person),
                locale);
    }

    @PostMapping(BANK)
    Mono<Rendering> receive(@ModelAttribute ReceiptForm form, @AuthenticationPrincipal Person person, Locale locale) {
        var scope = DeskScope.ofOperator(person);
        var faults = form.faults(page.today());
        return faults.isEmpty()
                ? book.book(form.receipt(person.email())).flatMap(booking -> answer(booking, form, scope, locale))
                : page.of(HttpStatus.UNPROCESSABLE_CONTENT, Map.of("form", form, "faults", faults), 1, scope, locale);
    }

    private Mono<Rendering> answer(Booking booking, ReceiptForm form, DeskScope scope, Locale locale) {
        return switch (booking) {
            case Booked booked -> Mono.just(to(outcome(booked)));
            case Unknown() -> again(form, "unknown", "", scope, locale);
            case OtherCurrency(var wanted) -> again(form, "currency", wanted.getCurrencyCode(), scope, locale);
            case BookedBefore() -> again(form, "before", "", scope, locale);
        };
    }

    private static String outcome(Booked booked) {
        if (!booked.missing().isZero()) {
            return "partly";
        }
        return booked.tooMuch().isZero() ? "paid" : "too-much";
    }

    /** Nobody waits for the money any more; who has taken up a place loses it. */
    @PostMapping(BANK + "/orders/{order}/end")
    Mono<Rendering> end(@PathVariable UUID order, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return end.end(order, Why.GIVEN_UP).map(ended -> to(ended ? "ended" : "not-ended"));
    }

    private Mono<Rendering> again(ReceiptForm form, String refused, String value, DeskScope scope, Locale locale) {
        return page.of(
                HttpStatus.CONFLICT, Map.of("form", form, "refused", refused, "refusedValue", value), 1, scope, locale);
    }

    static Rendering to(String done) {
        return SeeOther.to(BANK + "?done=" + done);
    }
}
