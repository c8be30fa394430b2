package market.tessera.checkout.purchaseorder;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.purchaseorder.Booking.Booked;
import market.tessera.checkout.purchaseorder.Booking.BookedBefore;
import market.tessera.checkout.purchaseorder.Booking.OtherCurrency;
import market.tessera.checkout.purchaseorder.Booking.Unknown;
import market.tessera.checkout.purchaseorder.EndPurchaseOrder.Why;
import market.tessera.checkout.purchaseorder.ReceiptForm.Fault;
import market.tessera.checkout.purchaseorder.SendBack.Sent;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
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
    private static final String BANK = "/checkout/desk/bank";
    private static final String DONE = "paid|partly|too-much|sent|not-sent|ended|not-ended";
    private static final int LONGEST_REFERENCE = 140;

    private final BookReceipt book;
    private final SendBack sendBack;
    private final EndPurchaseOrder end;
    private final BankBooks books;
    private final DeskTabs tabs;
    private final Clock clock;

    BankDesk(BookReceipt book, SendBack sendBack, EndPurchaseOrder end, BankBooks books, DeskTabs tabs, Clock clock) {
        this.book = book;
        this.sendBack = sendBack;
        this.end = end;
        this.books = books;
        this.tabs = tabs;
        this.clock = clock;
    }

    /** @param amount in minor units, as it was shown */
    record SentForm(
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String reference) {
        Optional<Sent> sent(String by) {
            var named = reference == null ? "" : reference.strip();
            return named.isEmpty() || named.length() > LONGEST_REFERENCE || amount == null
                    ? Optional.empty()
                    : Currency.getAvailableCurrencies().stream()
                            .filter(known -> known.getCurrencyCode().equals(currency))
                            .findFirst()
                            .map(known -> new Sent(new Money(amount, known), named, by));
        }
    }

    /** @param done how what was done ended: the last part of the key of its words */
    @GetMapping(BANK)
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = DeskScope.ofOperator(person);
        return page(
                ReceiptForm.empty(today()),
                List.of(),
                HttpStatus.OK,
                done.matches(DONE) ? Map.of("done", done) : Map.of(),
                scope,
                locale);
    }

    @PostMapping(BANK)
    Mono<Rendering> receive(@ModelAttribute ReceiptForm form, @AuthenticationPrincipal Person person, Locale locale) {
        var scope = DeskScope.ofOperator(person);
        var faults = form.faults(today());
        return faults.isEmpty()
                ? book.book(form.receipt(person.email())).flatMap(booking -> answer(booking, form, scope, locale))
                : page(form, faults, HttpStatus.UNPROCESSABLE_CONTENT, Map.of(), scope, locale);
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

    @PostMapping(BANK + "/orders/{order}/return")
    Mono<Rendering> returned(
            @PathVariable UUID order, @ModelAttribute SentForm form, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return sent(Mono.justOrEmpty(form.sent(person.email())).flatMap(sent -> sendBack.excess(order, sent)));
    }

    @PostMapping(BANK + "/refunds/{refund}/return")
    Mono<Rendering> refunded(
            @PathVariable UUID refund, @ModelAttribute SentForm form, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return sent(Mono.justOrEmpty(form.sent(person.email())).flatMap(sent -> sendBack.refund(refund, sent)));
    }

    /** Nobody waits for the money any more; who has taken up a place loses it. */
    @PostMapping(BANK + "/orders/{order}/end")
    Mono<Rendering> end(@PathVariable UUID order, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return end.end(order, Why.GIVEN_UP).map(ended -> to(ended ? "ended" : "not-ended"));
    }

    private static Mono<Rendering> sent(Mono<Boolean> booked) {
        return booked.defaultIfEmpty(false).map(good -> to(good ? "sent" : "not-sent"));
    }

    private Mono<Rendering> again(ReceiptForm form, String refused, String value, DeskScope scope, Locale locale) {
        return page(
                form, List.of(), HttpStatus.CONFLICT, Map.of("refused", refused, "refusedValue", value), scope, locale);
    }

    private Mono<Rendering> page(
            ReceiptForm form,
            List<Fault> faults,
            HttpStatus status,
            Map<String, String> words,
            DeskScope scope,
            Locale locale) {
        return Mono.zip(
                        books.unpaid().collectList(),
                        books.owed().collectList(),
                        books.byHand().collectList(),
                        books.newest().collectList(),
                        tabs.of("bank", scope, locale))
                .map(found -> Rendering.view("checkout/desk-bank")
                        .status(status)
                        .modelAttribute("form", form)
                        .modelAttribute("faults", faults)
                        .modelAttribute("unpaid", found.getT1())
                        .modelAttribute("owed", found.getT2())
                        .modelAttribute("byHand", found.getT3())
                        .modelAttribute("newest", found.getT4())
                        .modelAttribute("tabs", found.getT5())
                        .model(words)
                        .build());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private static Rendering to(String done) {
        return Rendering.redirectTo(BANK + "?done=" + done)
                .status(HttpStatus.SEE_OTHER)
                .build();
    }
}
