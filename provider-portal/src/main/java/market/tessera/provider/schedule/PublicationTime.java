package market.tessera.provider.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A day, a time and a time zone as they were typed. */
public sealed interface PublicationTime {
    /** That moment; of an hour that comes twice when clocks go back, the first one. */
    record At(Instant when) implements PublicationTime {}

    /** Clocks go forward over it: on that day there is no such time. */
    record Skipped() implements PublicationTime {}

    record Unreadable() implements PublicationTime {}

    /**
     * @param time midnight where empty
     * @param zone IANA name; UTC where empty
     */
    static PublicationTime parse(String day, @Nullable String time, @Nullable String zone) {
        try {
            var local = LocalDateTime.of(
                    LocalDate.parse(day.strip()),
                    time == null || time.isBlank() ? LocalTime.MIDNIGHT : LocalTime.parse(time.strip()));
            var place = ZoneId.of(zone == null || zone.isBlank() ? "UTC" : zone.strip());
            return place.getRules().getValidOffsets(local).isEmpty()
                    ? new Skipped()
                    : new At(local.atZone(place).withEarlierOffsetAtOverlap().toInstant());
        } catch (DateTimeException _) {
            return new Unreadable();
        }
    }
}
