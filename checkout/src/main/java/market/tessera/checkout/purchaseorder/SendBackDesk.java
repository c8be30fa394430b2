package market.tessera.checkout.purchaseorder;

import static market.tessera.checkout.purchaseorder.BankDesk.BANK;

import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.purchaseorder.SendBack.Sent;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What the operator sends back from our bank account by hand. Each answer is the page of bank transfers, which says how it ended. */
@Controller
class SendBackDesk {
    private static final int LONGEST_REFERENCE = 140;

    private final SendBack sendBack;

    SendBackDesk(SendBack sendBack) {
        this.sendBack = sendBack;
    }

    /** @param amount in minor units, as it was shown */
    record SentForm(
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String reference) {
        Optional<Sent> sent(String by) {
            var named = reference == null ? "" : reference.strip();
            return named.isEmpty() || named.length() > LONGEST_REFERENCE
                    ? Optional.empty()
                    : shown().map(money -> new Sent(money, named, by));
        }

        Optional<Money> shown() {
            return amount == null || amount <= 0
                    ? Optional.empty()
                    : Currency.getAvailableCurrencies().stream()
                            .filter(known -> known.getCurrencyCode().equals(currency))
                            .findFirst()
                            .map(known -> new Money(amount, known));
        }
    }

    /** A person is about to send it. */
    @PostMapping(BANK + "/orders/{order}/sending")
    Mono<Rendering> begin(
            @PathVariable UUID order, @ModelAttribute SentForm form, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return Mono.justOrEmpty(form.shown())
                .flatMap(amount -> sendBack.begin(order, amount, person.email()))
                .defaultIfEmpty(false)
                .map(begun -> BankDesk.to(begun ? "begun" : "not-begun"));
    }

    /** It was not sent after all. */
    @PostMapping(BANK + "/orders/{order}/keep")
    Mono<Rendering> keep(@PathVariable UUID order, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return sendBack.keep(order).map(kept -> BankDesk.to(kept ? "kept" : "not-kept"));
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

    private static Mono<Rendering> sent(Mono<Boolean> booked) {
        return booked.defaultIfEmpty(false).map(good -> BankDesk.to(good ? "sent" : "not-sent"));
    }
}
