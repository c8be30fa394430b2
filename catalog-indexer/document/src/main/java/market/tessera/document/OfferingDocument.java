package market.tessera.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.document.comparison.Comparison;
import market.tessera.document.intake.IntakeEntry;
import market.tessera.document.intake.Intakes;
import market.tessera.document.intake.Run;
import market.tessera.document.intake.Runs;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.document.told.Reputation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A document of the offerings' index; see {@code docs/search-index.md}.
 *
 * @param offering the event's data whole
 * @param reputation what checkout told of it, whole; null where nothing was
 * @param content all that can be searched; a withdrawn offering has none
 */
record OfferingDocument(
        @JsonUnwrapped Stamp stamp,
        JsonNode offering,
        @Nullable JsonNode reputation,
        @JsonUnwrapped @Nullable Content content) {

    /**
     * @param starts first days of the dated intakes that can still be enrolled in
     * @param costs of the ways to take it
     * @param runs each of these ways, for what is asked of one and the same
     */
    record Content(
            @Nullable Instant publishedAt,
            Card card,
            @JsonUnwrapped Texts texts,
            @Nullable String awardingBody,
            @Nullable String credentialName,
            List<String> subjects,
            List<String> occupations,
            String providerName,
            @JsonProperty("in") Map<String, Texts.Stemmed> byLanguage,
            Facets facet,
            Comparison compare,
            List<LocalDate> starts,
            @Nullable NextIntake nextIntake,
            boolean selfPaced,
            List<Long> costs,
            List<Run> runs,
            @Nullable Rating rating,
            Rank rank) {}

    record NextIntake(@Nullable LocalDate starts) {}

    /** @param damped see {@link Reputation.Rating} */
    record Rating(double damped) {
        static @Nullable Rating of(@Nullable Reputation reputation) {
            var rating = reputation == null ? null : reputation.rating();
            return rating == null ? null : new Rating(rating.damped());
        }
    }

    /**
     * Features to rank by; OpenSearch takes only positive ones. What is absent neither helps nor harms.
     *
     * @param rating by how much it is rated better than middling, few ratings damped
     */
    record Rank(
            @Nullable Double completeness,
            @Nullable Double rating,
            @Nullable Double completion) {
        private static final double MIDDLING = 3;

        static Rank of(@Nullable Double completeness, @Nullable Reputation reputation) {
            var rating = reputation == null ? null : reputation.rating();
            return new Rank(
                    positive(completeness),
                    rating == null ? null : positive(rating.damped() - MIDDLING),
                    reputation == null ? null : positive(reputation.completionRate()));
        }

        private static @Nullable Double positive(@Nullable Double value) {
            return value == null || value <= 0 ? null : value;
        }
    }

    static Content content(
            OfferingSnapshot offering,
            Comparison comparison,
            Intakes intakes,
            Runs runs,
            @Nullable Reputation reputation) {
        var elements = offering.elements();
        var texts = Texts.of(elements);
        var awardingBody =
                elements.awardingBody() == null ? null : elements.awardingBody().name();
        var credential =
                elements.credential() == null ? null : elements.credential().name();
        var subjects = Texts.labels(elements.subjects());
        var occupations = Texts.labels(elements.occupations());
        var provider = offering.provider().name();
        var others = Stream.of(
                        Stream.ofNullable(awardingBody),
                        Stream.ofNullable(credential),
                        subjects.stream(),
                        occupations.stream(),
                        Stream.of(provider))
                .flatMap(Function.identity());
        return new Content(
                offering.publishedAt(),
                Card.of(offering, comparison, intakes, reputation),
                texts,
                awardingBody,
                credential,
                subjects,
                occupations,
                provider,
                texts.byLanguage(elements.languages(), others),
                Facets.of(offering, comparison, intakes, runs),
                comparison,
                intakes.starts(),
                next(intakes.next()),
                intakes.selfPaced(),
                runs.costs(),
                runs.all(),
                Rating.of(reputation),
                Rank.of(offering.completeness(), reputation));
    }

    private static @Nullable NextIntake next(@Nullable IntakeEntry intake) {
        return intake == null ? null : new NextIntake(intake.starts());
    }
}
