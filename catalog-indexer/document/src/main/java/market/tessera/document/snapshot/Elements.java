package market.tessera.document.snapshot;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** The elements of an offering as {@code docs/catalogue-format.md} has them; what is absent is undisclosed. */
public record Elements(
        String title,
        @Nullable String summary,
        @Nullable String description,
        @Nullable Named awardingBody,
        List<String> outcomes,
        List<Skill> skills,
        @Nullable Effort effort,
        @Nullable Credit credit,
        @Nullable Level level,
        List<Typed> assessment,
        @Nullable Participation participation,
        @Nullable Stackability stackability,
        List<String> languages,
        List<Cost> costs,
        List<Code> subjects,
        List<Code> occupations,
        @Nullable Credential credential,
        List<String> support,
        @Nullable Image image) {

    /** The value of a facet for what is absent. */
    public static final String UNDISCLOSED = "undisclosed";

    public Elements {
        outcomes = given(outcomes);
        skills = given(skills);
        assessment = given(assessment);
        languages = given(languages);
        costs = given(costs);
        subjects = given(subjects);
        occupations = given(occupations);
        support = given(support);
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    public record Named(@Nullable String name) {}

    public record Skill(String label) {}

    public record Effort(
            @Nullable BigDecimal hours,
            @Nullable BigDecimal weeks,
            @Nullable BigDecimal hoursPerWeek) {
        public Optional<BigDecimal> statedHours() {
            return positive(hours);
        }

        public Optional<BigDecimal> statedWeeks() {
            return positive(weeks);
        }

        public Optional<BigDecimal> statedHoursPerWeek() {
            return positive(hoursPerWeek);
        }

        private static Optional<BigDecimal> positive(@Nullable BigDecimal number) {
            return Optional.ofNullable(number).filter(n -> n.signum() > 0);
        }
    }

    public record Credit(
            @Nullable String framework,
            @Nullable BigDecimal points,
            @Nullable BigDecimal ects) {}

    public record Level(
            String framework, String value, @Nullable String cycle) {}

    public record Typed(String type) {}

    public record Participation(@Nullable String mode) {}

    public record Stackability(
            @Nullable Boolean standalone, @Nullable List<String> recognisedBy) {}

    /** A line of the costs; one that does not say whether it is mandatory counts as mandatory, so that no total is too low. */
    public record Cost(
            String type,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable Boolean mandatory) {
        public boolean counts() {
            return !Boolean.FALSE.equals(mandatory);
        }

        public Optional<Money> money() {
            return amount == null || currency == null ? Optional.empty() : Optional.of(Money.of(amount, currency));
        }
    }

    public record Code(String scheme, String code, @Nullable String label) {}

    /** @param url its path on the marketplace */
    public record Image(String url, String alt) {}

    public record Credential(String type, @Nullable String name) {}
}
