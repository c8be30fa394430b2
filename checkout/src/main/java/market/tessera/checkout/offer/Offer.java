package market.tessera.checkout.offer;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.tax.TaxRule;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A place in one intake of an offering, as it can be bought now.
 *
 * @param edition the published version that a buyer gets and keeps
 * @param price all that a learner pays; null while the provider does not disclose it
 * @param tax how its seller charges tax on the price, to the buyer that it was read for
 * @param taxByCountry whether that depends on where the buyer is
 * @param taxByStripe whether its seller lets Stripe work it out where it can
 * @param terms what its seller lets buyers have before they have paid
 * @param listed whether provider, offering and intake are all open to the public
 */
public record Offer(
        UUID id,
        int edition,
        String slug,
        String title,
        Seller seller,
        RefundTerms refund,
        @Nullable String prerequisites,
        Intake intake,
        @Nullable Money price,
        TaxRule tax,
        boolean taxByCountry,
        boolean taxByStripe,
        SaleTerms terms,
        boolean listed) {

    /** Why this place cannot be bought now; empty if it can. */
    public Optional<Refusal> refusal(Clock clock) {
        return refusal(clock, 1);
    }

    /** Why so many places cannot be bought now; empty if they can. */
    public Optional<Refusal> refusal(Clock clock, int places) {
        if (!listed) {
            return Optional.of(Refusal.WITHDRAWN);
        }
        if (price == null) {
            return Optional.of(Refusal.UNDISCLOSED);
        }
        if (price.amount() % Money.payableStep(price.currency()) != 0) {
            return Optional.of(Refusal.UNPAYABLE);
        }
        if (intake.isClosed(clock)) {
            return Optional.of(Refusal.CLOSED);
        }
        if (intake.isSoldOut()) {
            return Optional.of(Refusal.SOLD_OUT);
        }
        if (places > most()) {
            return Optional.of(Refusal.TOO_MANY);
        }
        return intake.hasFree(places) ? Optional.empty() : Optional.of(Refusal.TOO_FEW);
    }

    /** So many of its places may one buyer hold unpaid, or, where they cost nothing, have. */
    public int most() {
        return isFree() ? terms.freePlaces() : terms.unpaidPlaces();
    }

    public boolean isFree() {
        return price != null && price.isZero();
    }

    /**
     * The provider that sells it.
     *
     * @param logo a path on this marketplace; null where its tile is shown
     */
    public record Seller(
            UUID id,
            String slug,
            String name,
            int hue,
            @Nullable String logo) {}

    /**
     * Until when and how money comes back.
     *
     * @param days full refund within so many days of buying; null if the provider says nothing
     */
    public record RefundTerms(
            @Nullable Integer days, @Nullable String text) {}

    /** Why a place is not for sale. */
    public enum Refusal {
        WITHDRAWN,
        UNDISCLOSED,
        /** Its price is finer than anything that can be paid in its currency. */
        UNPAYABLE,
        CLOSED,
        SOLD_OUT,
        /** There are seats, but not as many as are wanted. */
        TOO_FEW,
        /** More than one buyer may hold unpaid, or have for nothing. */
        TOO_MANY,
        /** The buyer has it already. */
        ENROLLED
    }
}
