package market.tessera.checkout.refund;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;

/**
 * What someone wants to be given back.
 *
 * @param lines of the order
 * @param requestedBy the address of who wants it
 * @param note in their own words; may be empty
 */
public record RefundRequest(
        UUID order, Set<UUID> lines, Requester requester, String requestedBy, Reason reason, String note) {
    private static final int LONGEST_NOTE = 1_000;

    public RefundRequest {
        lines = Set.copyOf(lines);
        note = note.strip();
        note = note.substring(0, Math.min(note.length(), LONGEST_NOTE));
    }
}
