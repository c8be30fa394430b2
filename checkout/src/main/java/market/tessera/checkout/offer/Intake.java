package market.tessera.checkout.offer;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dated run of an offering, or its open self-paced one.
 *
 * @param closes last day on which a place can be bought, in the intake's own time zone
 * @param seats null where they are unlimited
 * @param taken seats held by pending orders or for people in line, and sold
 * @param waitlist whether people can stand in line once it is full
 * @param waiting people in line for whom no seat is held yet; while there are any, no seat is for sale
 */
public record Intake(
        UUID id,
        boolean selfPaced,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        @Nullable LocalDate closes,
        @Nullable ZoneId timeZone,
        @Nullable String place,
        @Nullable Integer seats,
        int taken,
        boolean waitlist,
        int waiting) {

    /** Null where seats are unlimited; never negative, even if the provider has taken seats away since. */
    public @Nullable Integer seatsLeft() {
        return seats == null ? null : Integer.valueOf(isSoldOut() ? 0 : seats - taken);
    }

    /** The last day to buy: what the provider says, else the day a dated intake starts, or a self-paced one ends. */
    public Optional<LocalDate> deadline() {
        return Optional.ofNullable(closes).or(() -> Optional.ofNullable(selfPaced ? ends : starts));
    }

    boolean isClosed(Clock clock) {
        var today = LocalDate.now(clock.withZone(timeZone == null ? ZoneOffset.UTC : timeZone));
        return deadline().filter(today::isAfter).isPresent();
    }

    public boolean hasFree(int places) {
        return seats == null || (waiting == 0 && taken + places <= seats);
    }

    boolean isSoldOut() {
        return !hasFree(1);
    }
}
