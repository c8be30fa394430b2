package market.tessera.checkout.orderfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.orderfile.DeskFile.Line;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A refund as it is typed at the desk.
 *
 * @param line of the order, any number of them
 * @param amount for each of them, in major units; empty for all that is left
 * @param places what becomes of their places: {@code end} or {@code stay}
 * @param seen what had been given back, in minor units, when the form was shown: it is for that state alone, however often it is sent
 */
record RefundForm(
        @Nullable Set<UUID> line,
        @Nullable String amount,
        @Nullable String places,
        @Nullable Reason reason,
        @Nullable String note,
        @Nullable String seen) {
    private static final String END = "end";
    private static final String STAY = "stay";

    /** Something was given back since the form was shown. */
    static final Fault CHANGED = new Fault("refund", "desk.refund.wrong.changed");

    /** What is wrong with a field, as a key of the message that says it. */
    record Fault(String field, String message) {}

    /** Of an order with a single line that one is meant. */
    static RefundForm empty(DeskFile file) {
        var lines = file.refundable();
        var only = lines.size() == 1 ? Set.of(lines.getFirst().line().id()) : Set.<UUID>of();
        return new RefundForm(only, null, null, null, null, null);
    }

    public boolean chose(UUID one) {
        return line != null && line.contains(one);
    }

    List<Fault> faults(DeskFile file) {
        if (!Long.toString(file.refunded().amount()).equals(seen)) {
            return List.of(CHANGED);
        }
        var faults = new ArrayList<Fault>();
        if (chosen(file).isEmpty()) {
            faults.add(new Fault("line", "desk.refund.wrong.line"));
        }
        if (!END.equals(places) && !STAY.equals(places)) {
            faults.add(new Fault("places", "desk.refund.wrong.places"));
        }
        if (typed() && money(file).isEmpty()) {
            faults.add(new Fault("amount", "desk.refund.wrong.amount"));
        } else if (money(file).filter(each -> isTooMuch(each, file)).isPresent()) {
            faults.add(new Fault("amount", "desk.refund.wrong.amount.much"));
        }
        return faults;
    }

    /** Of a form without faults. */
    RefundRequest request(DeskFile file, Person person) {
        return new RefundRequest(
                file.order().id(),
                chosen(file),
                new Extent(money(file).orElse(null), STAY.equals(places)),
                DeskScope.of(person).requester(),
                person.email(),
                reason == null ? Reason.GOODWILL : reason,
                note == null ? "" : note,
                file.refunded(chosen(file)));
    }

    /** Lines out of scope are left out, whatever was sent. */
    private Set<UUID> chosen(DeskFile file) {
        return file.chosen(line == null ? Set.of() : line);
    }

    private boolean typed() {
        return amount != null && !amount.isBlank();
    }

    private Optional<Money> money(DeskFile file) {
        var currency = file.order().total().currency();
        return Optional.ofNullable(amount)
                .flatMap(text -> Money.typed(text, currency))
                .filter(money -> !money.isZero() && money.amount() % Money.payableStep(currency) == 0);
    }

    private boolean isTooMuch(Money each, DeskFile file) {
        return file.refundable().stream()
                .map(Line::line)
                .anyMatch(one -> chose(one.id()) && one.left().amount() < each.amount());
    }
}
