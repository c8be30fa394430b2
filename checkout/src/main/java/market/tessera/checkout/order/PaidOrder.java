package market.tessera.checkout.order;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order whose money has arrived.
 *
 * @param number the order's number as people say it
 * @param learner the account it was bought with; null for a guest until the order is claimed
 * @param locale the language the learner reads
 */
public record PaidOrder(
        UUID id,
        String number,
        @Nullable UUID learner,
        String name,
        String email,
        Locale locale,
        Instant paidAt,
        List<Line> lines) {

    /**
     * One place for one learner.
     *
     * @param edition the version of the offering that was bought
     */
    public record Line(
            UUID id,
            UUID offering,
            int edition,
            String title,
            UUID provider,
            String providerName,
            UUID intake,
            Money price) {
        public static Line of(OrderLine line) {
            return new Line(
                    line.id(),
                    line.offering(),
                    line.edition(),
                    line.title(),
                    line.provider(),
                    line.providerName(),
                    line.intake(),
                    line.price());
        }
    }
}
