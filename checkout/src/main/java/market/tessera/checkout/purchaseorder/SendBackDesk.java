package market.tessera.checkout.purchaseorder;

import static market.tessera.checkout.purchaseorder.BankDesk.BANK;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.purchaseorder.ReceiptForm.Fault;
import market.tessera.checkout.purchaseorder.SendBack.Outcome;
import market.tessera.checkout.purchaseorder.SendBack.Sent;
import market.tessera.platform.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What the operator sends back from our bank account by hand. Each answer is the page of bank transfers, which says how it ended and keeps what was typed. */
@Controller
class SendBackDesk {
    private final SendBack sendBack;
    private final BankPage page;

    SendBackDesk(SendBack sendBack, BankPage page) {
        this.sendBack = sendBack;
        this.page = page;
    }

    /** @param id of the order or the refund that it was typed for */
    record Typed(UUID id, String reference, String wrong) {}

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
            @PathVariable UUID order,
            @ModelAttribute SentForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        return sent(order, form, person, locale, sent -> sendBack.excess(order, sent));
    }

    @PostMapping(BANK + "/refunds/{refund}/return")
    Mono<Rendering> refunded(
            @PathVariable UUID refund,
            @ModelAttribute SentForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        return sent(refund, form, person, locale, sent -> sendBack.refund(refund, sent));
    }

    private Mono<Rendering> sent(
            UUID id, SentForm form, Person person, Locale locale, Function<Sent, Mono<Outcome>> book) {
        var scope = DeskScope.ofOperator(person);
        return form.sent(person.email())
                .map(sent -> book.apply(sent).flatMap(outcome -> switch (outcome) {
                    case BOOKED -> Mono.just(BankDesk.to("sent"));
                    case BOOKED_BEFORE -> again(id, form, "desk.bank.sent.wrong.before", scope, locale);
                    case CHANGED -> changed(id, form, scope, locale);
                }))
                .orElseGet(() -> again(id, form, "desk.bank.wrong.reference", scope, locale));
    }

    private Mono<Rendering> again(UUID id, SentForm form, String wrong, DeskScope scope, Locale locale) {
        return page.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                Map.of("typed", new Typed(id, form.given(), wrong), "faults", List.of(new Fault("sent-" + id, wrong))),
                form.owedPage(),
                scope,
                locale);
    }

    /** It may not be on the list any more, so the reference stands in the words as well. */
    private Mono<Rendering> changed(UUID id, SentForm form, DeskScope scope, Locale locale) {
        return page.of(
                HttpStatus.CONFLICT,
                Map.of(
                        "typed",
                        new Typed(id, form.given(), "desk.bank.sent.wrong.changed"),
                        "refused",
                        "changed",
                        "refusedValue",
                        form.given()),
                form.owedPage(),
                scope,
                locale);
    }
}
