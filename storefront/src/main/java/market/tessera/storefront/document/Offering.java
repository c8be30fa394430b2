package market.tessera.storefront.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An offering as its provider has published it.
 *
 * @param edition number of the published version
 * @param provenance of the elements that are not simply stated
 */
public record Offering(
        String id,
        String slug,
        int edition,
        Publisher provider,
        Elements elements,
        Map<String, Provenance> provenance,
        List<Intake> intakes,
        List<String> comparableIn,
        @Nullable Instant publishedAt,
        @Nullable Instant updatedAt) {

    public Offering {
        intakes = intakes.stream().sorted(Intake.BY_START).toList();
    }

    /** The institution at the time of publishing. */
    public record Publisher(
            String id,
            String slug,
            String name,
            @Nullable String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String url,
            int hue) {}

    public record Provenance(
            Basis basis, @Nullable String rule, @Nullable String from) {}

    /**
     * A dated or self-paced run.
     *
     * @param price what a learner pays in all; null where undisclosed
     * @param left seats; null where unlimited or not told yet
     * @param waitlist whether people can stand in line once it is full; null where nothing is said
     * @param teachers their names; null where nothing is said
     */
    public record Intake(
            String id,
            boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            @Nullable Integer seats,
            @Nullable Integer left,
            @Nullable Boolean waitlist,
            @Nullable String mode,
            @Nullable String place,
            @Nullable Money price,
            @Nullable List<String> teachers) {
        private static final Comparator<Intake> BY_START =
                Comparator.comparing(Intake::starts, Comparator.nullsFirst(Comparator.naturalOrder()));

        /** Nobody is named is nothing said. */
        public Intake {
            teachers = teachers == null || teachers.isEmpty() ? null : List.copyOf(teachers);
        }

        /** As the index orders them: with seats left, dated rather than self-paced, then the earliest. */
        public static final Comparator<Intake> NEXT_FIRST = Comparator.comparing(Intake::isFull)
                .thenComparing(Intake::selfPaced)
                .thenComparing(Intake::starts, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Intake::id);

        /** Whether enrolment has not closed: on the day that is stated, else when a dated intake starts or a self-paced one ends. */
        public boolean isOpen(LocalDate today) {
            var usual = selfPaced ? ends : starts;
            var lastDay = closes != null ? closes : usual;
            return lastDay == null ? selfPaced : !lastDay.isBefore(today);
        }

        /** Whether no seat is left; an intake without any is full before checkout has told anything. */
        public boolean isFull() {
            var free = free();
            return free != null && free <= 0;
        }

        /** Seats that can be had; as long as none was sold, nothing is told of them. Null where unlimited. */
        public @Nullable Integer free() {
            return left != null ? left : seats;
        }

        /** Whether there is a line to stand in for a seat. */
        public boolean hasLine(LocalDate today) {
            return isOpen(today) && isFull() && price != null && Boolean.TRUE.equals(waitlist);
        }

        /** Whether it can be put into a basket. */
        public boolean canBeBought(LocalDate today) {
            return isOpen(today) && !isFull() && price != null;
        }
    }

    public List<Intake> openIntakes(LocalDate today) {
        return intakes.stream().filter(intake -> intake.isOpen(today)).toList();
    }
}
