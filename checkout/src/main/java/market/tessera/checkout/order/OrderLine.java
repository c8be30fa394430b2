package market.tessera.checkout.order;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A bought place, with the words and terms it was bought under.
 *
 * @param edition the version of the offering that was bought
 * @param logo of the provider, as it is now; null where its tile is shown
 * @param taxed what is paid for it, and what of that is tax
 * @param discount what a promotion code has taken off before
 * @param refundDays full refund within so many days of buying; null if the provider said nothing
 * @param confirmedAt when the provider's system had taken the learner in
 * @param movedAt when it has gone to its intake from another one
 * @param movedFrom when that one starts; null where it has no such day
 * @param refunded what of its price was given back, or was lost to a dispute
 * @param returnedAt when the place was given back
 * @param refund by which it was
 * @param waitingPlace in line, whose held seat it took
 */
public record OrderLine(
        UUID id,
        UUID offering,
        int edition,
        UUID intake,
        UUID provider,
        String slug,
        String title,
        String providerName,
        int hue,
        @Nullable String logo,
        boolean selfPaced,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        @Nullable String place,
        Taxed taxed,
        Money discount,
        Money refunded,
        @Nullable Integer refundDays,
        @Nullable String refundText,
        @Nullable Instant confirmedAt,
        @Nullable Instant movedAt,
        @Nullable LocalDate movedFrom,
        @Nullable Instant returnedAt,
        @Nullable UUID refund,
        @Nullable UUID waitingPlace) {

    /** What is paid for it, all taxes included. */
    public Money price() {
        return taxed.charged();
    }

    /** As it was shown when it was chosen: before a discount, and without tax where that is added. */
    public Money listed() {
        return price().minus(taxed.added()).plus(discount);
    }

    /** What of its price was not given back. */
    public Money left() {
        return price().minus(refunded);
    }

    public boolean isConfirmed() {
        return confirmedAt != null;
    }

    /** Whether it has left an intake in which it was confirmed, as a rule, and is not confirmed in the one that it has gone to. */
    public boolean isMoving() {
        return movedAt != null && confirmedAt == null && returnedAt == null;
    }

    /** The day on which it has gone to its intake from another one, in UTC. */
    public @Nullable LocalDate movedOn() {
        return movedAt == null ? null : LocalDate.ofInstant(movedAt, ZoneOffset.UTC);
    }

    public boolean isReturned() {
        return returnedAt != null;
    }

    /** Whether the buyer may give the place back without asking; a place that cost nothing always. */
    public boolean isWithinTerms(@Nullable Instant paidAt, Instant now) {
        return price().isZero()
                || (paidAt != null && refundDays != null && !now.isAfter(paidAt.plus(Duration.ofDays(refundDays))));
    }
}
