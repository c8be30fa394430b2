package market.tessera.checkout.orderfile;

import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.orderfile.OrderPage.TypedNote;
import market.tessera.checkout.payment.SendStrayBack;
import market.tessera.checkout.payment.StrayPayments;
import market.tessera.platform.identity.Person;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where the operator sends a payment back that its order did not ask for, or says what has become of it. */
@Controller
@RequestMapping("/checkout/desk/orders/{id}/payments/{session}")
class StrayDesk {
    private static final String WRONG = "desk.strays.wrong.";

    private final StrayPayments strays;
    private final SendStrayBack sendBack;
    private final FindFile files;
    private final OrderPage page;

    StrayDesk(StrayPayments strays, SendStrayBack sendBack, FindFile files, OrderPage page) {
        this.strays = strays;
        this.sendBack = sendBack;
        this.files = files;
        this.page = page;
    }

    @PostMapping
    Mono<Rendering> settle(
            @PathVariable UUID id,
            @PathVariable String session,
            @ModelAttribute NoteForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var scope = DeskScope.ofOperator(person);
        return form.isWhole()
                ? strays.settle(id, session, form.given(), person.email())
                        .map(settled -> (settled ? Done.LOOKED_AT : Done.LOOKED_AT_BEFORE).at(id))
                : again(id, new TypedNote(session, form.given(), WRONG + "note"), scope, locale);
    }

    @PostMapping("/return")
    Mono<Rendering> sendBack(
            @PathVariable UUID id,
            @PathVariable String session,
            @ModelAttribute NoteForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var scope = DeskScope.ofOperator(person);
        return form.isWhole()
                ? sendBack.send(id, session, form.given(), person.email()).flatMap(outcome -> switch (outcome) {
                    case SENT -> Mono.just(Done.STRAY_SENT.at(id));
                    case LOOKED_AT_BEFORE -> Mono.just(Done.LOOKED_AT_BEFORE.at(id));
                    case REFUSED -> again(id, new TypedNote(session, form.given(), WRONG + "refused"), scope, locale);
                    case UNANSWERED ->
                        again(id, new TypedNote(session, form.given(), WRONG + "unanswered"), scope, locale);
                })
                : again(id, new TypedNote(session, form.given(), WRONG + "note"), scope, locale);
    }

    private Mono<Rendering> again(UUID order, TypedNote typed, DeskScope scope, Locale locale) {
        return files.find(order, scope).map(file -> page.of(file, scope, typed, locale));
    }
}
