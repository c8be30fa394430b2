package market.tessera.provider.schedule;

import static market.tessera.platform.page.TypedText.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A day, a time and a time zone as they were typed. */
public sealed interface PublicationTime {
    /** Years that databases and calendars do not know are typing errors. */
    Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** Nothing was typed. */
    record AtOnce() implements PublicationTime {}

    /** That moment; of an hour that comes twice when clocks go back, the first one. */
    record At(Instant when) implements PublicationTime {}

    /** Clocks go forward over it: on that day there is no such time. */
    record Skipped() implements PublicationTime {}

    record Unreadable() implements PublicationTime {}

    /** Whether something can wait until then. */
    static boolean isAhead(Instant when, Instant now) {
        return when.isAfter(now) && when.isBefore(LATEST);
    }

    /**
     * A time without a day is not taken for none at all: whoever typed it wants to wait.
     *
     * @param time midnight where empty
     * @param zone IANA name; UTC where empty
     */
    static PublicationTime parse(@Nullable String day, @Nullable String time, @Nullable String zone) {
        return isBlank(day) && isBlank(time) && isBlank(zone)
                ? new AtOnce()
                : waiting(text(day), text(time), text(zone));
    }

    private static PublicationTime waiting(String day, String time, String zone) {
        try {
            var local =
                    LocalDateTime.of(LocalDate.parse(day), time.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(time));
            var place = ZoneId.of(zone.isEmpty() ? "UTC" : zone);
            return place.getRules().getValidOffsets(local).isEmpty()
                    ? new Skipped()
                    : new At(local.atZone(place).withEarlierOffsetAtOverlap().toInstant());
        } catch (DateTimeException _) {
            return new Unreadable();
        }
    }

    private static boolean isBlank(@Nullable String typed) {
        return text(typed).isEmpty();
    }
}
