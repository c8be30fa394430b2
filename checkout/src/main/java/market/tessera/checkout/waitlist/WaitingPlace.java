package market.tessera.checkout.waitlist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.offer.Intake;
import market.tessera.checkout.offer.Offer;
import org.jspecify.annotations.Nullable;

/**
 * Where someone stands in line for an intake. Immutable: a reading at one moment.
 *
 * @param learner null for a guest
 * @param position 1 for who is next; 0 for whoever does not wait
 * @param offeredUntil until when a seat is held, or was
 */
public record WaitingPlace(
        UUID id,
        State state,
        @Nullable UUID learner,
        String name,
        String email,
        Locale locale,
        int position,
        @Nullable Instant offeredUntil,
        Offer offer) {

    /** How far someone has come. */
    public enum State {
        /** The address is not proven yet. */
        UNCONFIRMED,
        WAITING,
        /** A seat is held. */
        OFFERED,
        /** The seat that was held is an order's now. */
        ORDERED,
        LEFT,
        /** The offer was not taken in time. */
        LAPSED
    }

    /** In the intake's own time zone, which it names; empty if no seat was ever held. */
    public String heldUntil(Locale reader) {
        return offeredUntil == null ? "" : moment(offeredUntil, offer.intake(), reader);
    }

    /** A moment as people where the intake is would say it. */
    public static String moment(Instant instant, Intake intake, Locale reader) {
        var known = intake.timeZone();
        var zone = known == null ? ZoneOffset.UTC : known;
        return "%s (%s)"
                .formatted(
                        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                                .withLocale(reader)
                                .format(instant.atZone(zone)),
                        zone.getDisplayName(TextStyle.SHORT, reader));
    }

    public boolean isOffered() {
        return state == State.OFFERED;
    }

    /** Whether it can be given up. */
    public boolean isLeavable() {
        return state == State.WAITING || state == State.OFFERED;
    }
}
