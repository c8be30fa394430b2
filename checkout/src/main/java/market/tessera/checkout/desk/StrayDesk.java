package market.tessera.checkout.desk;

import java.util.UUID;
import market.tessera.checkout.payment.StrayPayments;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where the operator says what has become of a payment that its order did not ask for. */
@Controller
class StrayDesk {
    private static final int LONGEST_NOTE = 500;

    private final StrayPayments strays;

    StrayDesk(StrayPayments strays) {
        this.strays = strays;
    }

    record NoteForm(@Nullable String note) {
        String given() {
            return note == null ? "" : note.strip();
        }
    }

    @PostMapping("/checkout/desk/orders/{id}/payments/{session}")
    Mono<Rendering> settle(
            @PathVariable UUID id,
            @PathVariable String session,
            @ModelAttribute NoteForm form,
            @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        var note = form.given();
        return note.isEmpty() || note.length() > LONGEST_NOTE
                ? Mono.just(Done.NO_NOTE.at(id))
                : strays.settle(id, session, note, person.email())
                        .map(settled -> (settled ? Done.LOOKED_AT : Done.LOOKED_AT_BEFORE).at(id));
    }
}
