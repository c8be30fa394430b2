package market.tessera.checkout.refund;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants to be given back.
 *
 * @param lines of the order
 * @param extent how much of what was paid for them, and whether their places go
 * @param requestedBy the address of who wants it
 * @param note in their own words; may be empty
 * @param seen what of the lines had been given back when the asker looked at them; null where the request can not be meant twice
 */
public record RefundRequest(
        UUID order,
        Set<UUID> lines,
        Extent extent,
        Requester requester,
        String requestedBy,
        Reason reason,
        String note,
        @Nullable Money seen) {
    private static final int LONGEST_NOTE = 1_000;

    /** @param each of every line; null for all that is left of it */
    public record Extent(@Nullable Money each, boolean keepsPlaces) {
        /** The places end, and all that was paid for them goes back. */
        public static final Extent WHOLE = new Extent(null, false);

        Money of(OrderLine line) {
            return each == null ? line.left() : each;
        }
    }

    public RefundRequest(
            UUID order,
            Set<UUID> lines,
            Extent extent,
            Requester requester,
            String requestedBy,
            Reason reason,
            String note) {
        this(order, lines, extent, requester, requestedBy, reason, note, null);
    }

    public RefundRequest {
        lines = Set.copyOf(lines);
        note = note.strip();
        note = note.substring(0, Math.min(note.length(), LONGEST_NOTE));
    }
}
