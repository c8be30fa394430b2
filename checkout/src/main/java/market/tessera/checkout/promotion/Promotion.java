package market.tessera.checkout.promotion;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code as it stands at one moment.
 *
 * @param provider whose places it is for, and who bears it; null: everybody's places, borne by the market
 * @param startsAt inclusive
 * @param endsAt exclusive
 * @param taken how many orders have it
 */
public record Promotion(
        UUID id,
        String code,
        @Nullable UUID provider,
        Reduction reduction,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Integer totalLimit,
        @Nullable Integer personLimit,
        int taken,
        @Nullable Instant endedAt) {

    /** Why it takes nothing off now. */
    public enum Refusal {
        NOT_YET,
        OVER,
        USED_UP;

        /** The last part of the key of its words. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Empty if it can be used. Whether it still can when an order is placed is decided by the database alone. */
    public Optional<Refusal> refusal(Instant now) {
        if (endedAt != null || (endsAt != null && !now.isBefore(endsAt))) {
            return Optional.of(Refusal.OVER);
        }
        if (startsAt != null && now.isBefore(startsAt)) {
            return Optional.of(Refusal.NOT_YET);
        }
        return totalLimit != null && taken >= totalLimit ? Optional.of(Refusal.USED_UP) : Optional.empty();
    }

    public boolean isFor(UUID seller) {
        return provider == null || provider.equals(seller);
    }

    public boolean isBorneByMarket() {
        return provider == null;
    }
}
