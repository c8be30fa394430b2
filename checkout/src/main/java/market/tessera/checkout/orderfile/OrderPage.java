package market.tessera.checkout.orderfile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.orderfile.RefundForm.Fault;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.stripe.StripeDashboard;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;

/** One order at the desk, with all that has happened to it and what can be done. */
@Component
class OrderPage {
    private final TimeLine timeLine;
    private final StripeDashboard dashboard;

    OrderPage(TimeLine timeLine, StripeDashboard dashboard) {
        this.timeLine = timeLine;
        this.dashboard = dashboard;
    }

    /**
     * What was typed about one thing of the order, and could not be kept.
     *
     * @param about its name
     * @param wrong key of the message that says why
     */
    record TypedNote(String about, String note, String wrong) {}

    /** @param done what was just done */
    Rendering of(DeskFile file, DeskScope scope, Optional<Done> done, Locale locale) {
        return page(file, scope, RefundForm.empty(file), List.of(), locale)
                .model(done.map(known -> Map.of("done", known)).orElse(Map.of()))
                .build();
    }

    /** The same again, because of what was typed. */
    Rendering of(DeskFile file, DeskScope scope, RefundForm typed, List<Fault> faults, Locale locale) {
        return page(file, scope, typed, faults, locale)
                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                .build();
    }

    /** The same again, because of a note that was typed. */
    Rendering of(DeskFile file, DeskScope scope, TypedNote typed, Locale locale) {
        return page(
                        file,
                        scope,
                        RefundForm.empty(file),
                        List.of(new Fault("note-" + typed.about(), typed.wrong())),
                        locale)
                .modelAttribute("typed", typed)
                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                .build();
    }

    private Rendering.Builder<?> page(
            DeskFile file, DeskScope scope, RefundForm form, List<Fault> faults, Locale locale) {
        return Rendering.view("checkout/desk-order")
                .modelAttribute("file", file)
                .modelAttribute("everything", scope.everything())
                .modelAttribute("dashboard", dashboard)
                .modelAttribute("happened", timeLine.of(file.happenings(), locale))
                .modelAttribute("reasons", Reason.values())
                .modelAttribute("form", form)
                .modelAttribute("faults", faults);
    }
}
