package market.tessera.checkout.orderfile;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import market.tessera.checkout.refund.RequestRefund;
import market.tessera.platform.identity.Person;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Money given back at the desk: all that was paid for places or a part of it, with the places or without. */
@Controller
@RequestMapping("/checkout/desk/orders/{id}")
class RefundDesk {
    private final FindFile files;
    private final RequestRefund refunds;
    private final OrderPage page;

    RefundDesk(FindFile files, RequestRefund refunds, OrderPage page) {
        this.files = files;
        this.refunds = refunds;
        this.page = page;
    }

    @PostMapping("/refund")
    Mono<Rendering> refund(
            @PathVariable UUID id,
            @ModelAttribute RefundForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var scope = DeskScope.of(person);
        return files.find(id, scope).flatMap(file -> {
            var faults = form.faults(file);
            return faults.isEmpty()
                    ? refund(file, form, person, locale)
                    : Mono.just(page.of(file, scope, form, faults, locale));
        });
    }

    private Mono<Rendering> refund(DeskFile file, RefundForm form, Person person, Locale locale) {
        var order = file.order().id();
        return refunds.request(form.request(file, person)).flatMap(outcome -> switch (outcome) {
            case Agreed(var refund) -> Mono.just((refund.keepsPlaces() ? Done.PAID_BACK : Done.REFUNDED).at(order));
            case Refused(var why)
            when why == Why.CHANGED_MEANWHILE -> changed(order, form, DeskScope.of(person), locale);
            case Refused(var why) ->
                Mono.just(Done.valueOf("REFUSED_" + why.name()).at(order));
        });
    }

    /** As it is now, with what was typed, which may not be wanted any more. */
    private Mono<Rendering> changed(UUID order, RefundForm form, DeskScope scope, Locale locale) {
        return files.find(order, scope).map(file -> page.of(file, scope, form, List.of(RefundForm.CHANGED), locale));
    }

    @PostMapping("/refunds/{refund}/again")
    Mono<Rendering> sendAgain(
            @PathVariable UUID id, @PathVariable UUID refund, @AuthenticationPrincipal Person person) {
        return Mono.defer(() -> files.find(id, DeskScope.of(person)))
                .filter(file -> file.refund(refund).isPresent())
                .switchIfEmpty(notFound())
                .flatMap(_ -> refunds.again(refund))
                .map(sent -> (sent ? Done.SENT_AGAIN : Done.NOT_FAILED).at(id));
    }
}
