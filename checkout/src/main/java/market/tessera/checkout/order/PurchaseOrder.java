package market.tessera.checkout.order;

import java.time.LocalDate;
import java.util.List;

/**
 * By which an organisation pays an order on invoice.
 *
 * @param number the organisation's own
 * @param dueOn until when it is to be paid
 * @param credit whether its places can be handed out before that
 * @param payTo the bank account, a line for each part, such as {@code IBAN: DE02 1203 0000 0000 2020 51}
 */
public record PurchaseOrder(String number, LocalDate dueOn, boolean credit, String payTo) {
    /** A part of the bank account: what, and which. */
    public record Part(String label, String value) {}

    public List<Part> account() {
        return payTo.lines().map(PurchaseOrder::part).toList();
    }

    private static Part part(String line) {
        var parts = line.split(":", 2);
        return new Part(parts[0].strip(), parts[parts.length - 1].strip());
    }
}
