package market.tessera.document.intake;

import java.time.LocalDate;
import java.util.Comparator;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.document.told.Seats;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An intake as far as the index looks at it.
 *
 * @param lastDay last day to enroll; null for a self-paced intake that never closes
 * @param left seats that are left; null if unlimited or not told
 * @param full whether no seat is left; one without any is full before checkout has told anything
 */
public record IntakeEntry(
        String id,
        boolean selfPaced,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        @Nullable LocalDate closes,
        @Nullable LocalDate lastDay,
        @Nullable String mode,
        @Nullable String place,
        @Nullable Integer seats,
        @Nullable Integer left,
        boolean full,
        @Nullable Money price) {

    /** The one to show first: with seats left, dated rather than self-paced, then the earliest. */
    static final Comparator<IntakeEntry> NEXT_FIRST = Comparator.comparing(IntakeEntry::full)
            .thenComparing(IntakeEntry::selfPaced)
            .thenComparing(IntakeEntry::starts, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(IntakeEntry::id);

    static IntakeEntry of(OfferingSnapshot.Intake intake, @Nullable Seats seats) {
        var left = seats == null ? null : seats.left();
        var free = left == null ? intake.seats() : left;
        return new IntakeEntry(
                intake.id(),
                Boolean.TRUE.equals(intake.selfPaced()),
                intake.starts(),
                intake.ends(),
                intake.closes(),
                lastDay(intake),
                intake.mode(),
                intake.place(),
                intake.seats(),
                left,
                free != null && free <= 0,
                intake.price());
    }

    private static @Nullable LocalDate lastDay(OfferingSnapshot.Intake intake) {
        if (intake.closes() != null) {
            return intake.closes();
        }
        return Boolean.TRUE.equals(intake.selfPaced()) ? intake.ends() : intake.starts();
    }

    boolean openOn(LocalDate day) {
        return lastDay == null || !lastDay.isBefore(day);
    }
}
