package market.tessera.checkout.dispute;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.platform.eventlog.Event;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a dispute to one of the institutions whose places the payment was for; the shape is in {@code docs/events.md}.
 *
 * @param titles of what was bought of it, each once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentDisputed(
        String id,
        String state,
        UUID order,
        String orderNumber,
        Provider provider,
        List<String> titles,
        @Nullable Instant answerBy) {
    record Provider(UUID id, String name) {}

    /** Where it stands, for who was to be paid. */
    enum Standing {
        /** The money is held, and evidence is wanted. */
        OPEN(1),
        WON(2),
        /** The places have ended, and shares are taken back. */
        LOST(2);

        private final long version;

        Standing(long version) {
            this.version = version;
        }
    }

    /** @param lines of one institution */
    static Event of(Dispute dispute, Standing standing, Order order, List<OrderLine> lines) {
        var first = lines.getFirst();
        var data = new PaymentDisputed(
                dispute.stripeId(),
                standing.name().toLowerCase(Locale.ROOT),
                order.id(),
                order.number(),
                new Provider(first.provider(), first.providerName()),
                lines.stream().map(OrderLine::title).distinct().toList(),
                standing == Standing.OPEN ? dispute.answerBy() : null);
        return new Event("payment.disputed", dispute.stripeId() + "/" + first.provider(), standing.version, data);
    }
}
