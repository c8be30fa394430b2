package market.tessera.storefront.document;

import java.time.LocalDate;
import java.util.List;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an offering. A member that is null is undisclosed.
 *
 * @param completionRate share of the enrolled who have completed, 0 to 1
 */
public record Card(
        String id,
        String slug,
        String title,
        @Nullable String summary,
        Provider provider,
        List<Subject> subjects,
        List<String> skills,
        @Nullable Level level,
        @Nullable Effort effort,
        @Nullable Credit credit,
        @Nullable String mode,
        List<String> languages,
        @Nullable Money price,
        @Nullable Money pricePerHour,
        @Nullable NextIntake nextIntake,
        int openIntakes,
        @Nullable Credential credential,
        List<String> assessment,
        @Nullable Boolean stackable,
        List<String> comparableIn,
        @Nullable Double completeness,
        @Nullable Rating rating,
        @Nullable Double completionRate,
        Elements.@Nullable Image image) {

    /** The same by another intake than the next one; where that says nothing of its way, it is the offering's. */
    Card at(Offering.Intake intake, Measures measures) {
        return new Card(
                id,
                slug,
                title,
                summary,
                provider,
                subjects,
                skills,
                level,
                effort,
                credit,
                intake.mode() == null ? mode : intake.mode(),
                languages,
                measures.cost().money(),
                measures.costPerHour().money(),
                NextIntake.of(intake),
                openIntakes,
                credential,
                assessment,
                stackable,
                comparableIn,
                completeness,
                rating,
                completionRate,
                image);
    }

    /** @param hue 0 to 359, the colour of its tile */
    public record Provider(
            String id,
            String slug,
            String name,
            @Nullable String country,
            @Nullable String city,
            int hue) {}

    /** @param scheme {@code ISCED-F}, {@code CIP} or {@code ANZSCED} */
    public record Subject(
            String scheme, String code, @Nullable String label) {
        /** As the subject facet names it. */
        public String key() {
            return scheme + ":" + code;
        }
    }

    /** @param eqf the European level that a published table maps it to, if one does */
    public record Level(
            String framework,
            String value,
            @Nullable String cycle,
            @Nullable Integer eqf) {}

    public record Effort(
            double hours, @Nullable Double min, @Nullable Double max, Basis basis) {}

    /** @param ects by the factor that the provider states, if it states one */
    public record Credit(
            @Nullable String framework,
            @Nullable Double points,
            @Nullable Double ects) {}

    public record NextIntake(
            String id,
            boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            @Nullable Integer seats,
            @Nullable Integer left) {
        static NextIntake of(Offering.Intake intake) {
            return new NextIntake(
                    intake.id(),
                    intake.selfPaced(),
                    intake.starts(),
                    intake.ends(),
                    intake.closes(),
                    intake.seats(),
                    intake.left());
        }

        /** Seats that can be had; as long as none was sold, nothing is told of them. Null where unlimited. */
        public @Nullable Integer free() {
            return left != null ? left : seats;
        }

        public boolean isFull() {
            var free = free();
            return free != null && free <= 0;
        }
    }

    public record Credential(String type, @Nullable String name) {}

    public record Rating(double average, int count) {}
}
