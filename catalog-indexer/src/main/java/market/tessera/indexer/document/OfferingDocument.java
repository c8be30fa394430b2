package market.tessera.indexer.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A document of the offerings' index; see {@code docs/search-index.md}.
 *
 * @param offering the event's data whole
 * @param content all that can be searched; a withdrawn offering has none
 */
record OfferingDocument(
        @JsonUnwrapped Stamp stamp,
        JsonNode offering,
        @JsonUnwrapped @Nullable Content content) {

    record Content(
            @Nullable Integer edition,
            @Nullable Instant publishedAt,
            Card card,
            @JsonUnwrapped Texts texts,
            @Nullable String awardingBody,
            @Nullable String credentialName,
            List<String> subjects,
            List<String> occupations,
            String providerName,
            @JsonProperty("in") Map<String, Texts> byLanguage,
            Facets facet,
            Comparison compare,
            List<IntakeEntry> intakes,
            @Nullable NextIntake nextIntake,
            boolean selfPaced,
            @Nullable Double completeness,
            @Nullable Rank rank) {}

    record NextIntake(
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            boolean selfPaced,
            @Nullable Integer left) {}

    /** Features to rank by; OpenSearch takes only positive ones. */
    record Rank(double completeness) {}

    static Content content(OfferingSnapshot offering, Comparison comparison, Intakes intakes) {
        var elements = offering.elements();
        var texts = Texts.of(elements);
        return new Content(
                offering.edition(),
                offering.publishedAt(),
                Card.of(offering, comparison, intakes),
                texts,
                elements.awardingBody() == null ? null : elements.awardingBody().name(),
                elements.credential() == null ? null : elements.credential().name(),
                Texts.labels(elements.subjects()),
                Texts.labels(elements.occupations()),
                offering.provider().name(),
                texts.byLanguage(elements.languages()),
                Facets.of(offering, comparison, intakes),
                comparison,
                intakes.all(),
                next(intakes.next()),
                intakes.selfPaced(),
                offering.completeness(),
                rank(offering.completeness()));
    }

    private static @Nullable NextIntake next(@Nullable IntakeEntry intake) {
        return intake == null
                ? null
                : new NextIntake(intake.starts(), intake.ends(), intake.closes(), intake.selfPaced(), intake.left());
    }

    private static @Nullable Rank rank(@Nullable Double completeness) {
        return completeness == null || completeness <= 0 ? null : new Rank(completeness);
    }
}
