package market.tessera.provider.disclosure;

import java.util.List;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What a disclosure profile can ask for, and when it counts as disclosed. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum Disclosable {
    TITLE,
    COUNTRY,
    DESCRIPTION,
    OUTCOMES,
    SKILLS,
    EFFORT,
    CREDIT,
    LEVEL,
    ASSESSMENT,
    SUPERVISION,
    PARTICIPATION,
    QUALITY_ASSURANCE,
    PREREQUISITES,
    STACKABILITY,
    RECOGNITION,
    LANGUAGES,
    COSTS,
    INTAKES,
    SUBJECTS,
    OCCUPATIONS,
    CREDENTIAL,
    REFUND;

    public boolean isDisclosedBy(Facts facts) {
        var elements = facts.elements();
        return switch (this) {
            case TITLE -> said(elements.title());
            case COUNTRY -> said(facts.country());
            case DESCRIPTION -> said(elements.description());
            case OUTCOMES -> !elements.outcomes().isEmpty();
            case SKILLS -> !elements.skills().isEmpty();
            case EFFORT -> saysWorkload(elements);
            case CREDIT -> elements.credit() != null;
            case LEVEL -> elements.level() != null;
            case ASSESSMENT -> !elements.assessment().isEmpty();
            case SUPERVISION -> elements.assessment().stream().anyMatch(kind -> kind.supervised() != null);
            case PARTICIPATION -> elements.participation() != null;
            case QUALITY_ASSURANCE -> !elements.qualityAssurance().isEmpty();
            case PREREQUISITES -> said(elements.prerequisites());
            case STACKABILITY -> elements.stackability() != null;
            case RECOGNITION -> !elements.recognition().isEmpty();
            case LANGUAGES -> !elements.languages().isEmpty();
            case COSTS ->
                !elements.costs().isEmpty() || facts.intakes().stream().anyMatch(intake -> intake.price() != null);
            case INTAKES -> !facts.intakes().isEmpty();
            case SUBJECTS -> !elements.subjects().isEmpty();
            case OCCUPATIONS -> !elements.occupations().isEmpty();
            case CREDENTIAL -> elements.credential() != null;
            case REFUND -> elements.refund() != null || facts.providerRefunds();
        };
    }

    /**
     * What is known of an offering and its provider.
     *
     * @param country of the provider
     * @param providerRefunds whether the provider states default terms
     */
    public record Facts(
            Elements elements,
            List<IntakeTerms> intakes,
            @Nullable String country,
            boolean providerRefunds) {}

    private static boolean said(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** Hours, or weeks at so many hours, or credit that stands for hours. */
    private static boolean saysWorkload(Elements elements) {
        var effort = elements.effort();
        var credit = elements.credit();
        return (effort != null && (effort.hours() != null || (effort.weeks() != null && effort.hoursPerWeek() != null)))
                || (credit != null && credit.ects() != null);
    }
}
