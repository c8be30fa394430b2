package market.tessera.storefront.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** What a provider says of an offering, as in {@code docs/catalogue-format.md}. A member that is null is undisclosed. */
public record Elements(
        String title,
        @Nullable String summary,
        @Nullable String description,
        @Nullable Body awardingBody,
        List<String> outcomes,
        List<Skill> skills,
        @Nullable Effort effort,
        @Nullable Credit credit,
        @Nullable Level level,
        List<Assessment> assessment,
        @Nullable Participation participation,
        List<Review> qualityAssurance,
        @Nullable String prerequisites,
        @Nullable Stackability stackability,
        List<Recognition> recognition,
        List<String> languages,
        List<Cost> costs,
        @Nullable String tax,
        @Nullable Boolean financialAid,
        List<Code> subjects,
        List<Code> occupations,
        @Nullable Credential credential,
        @Nullable Refund refund,
        List<String> support,
        @Nullable String url,
        List<String> courseCodes,
        @Nullable Image image,
        List<Document> documents) {

    /** @param url as it is published its path on this marketplace; programs are told the whole address */
    public record Image(String url, String alt) {
        Image at(String origin) {
            return new Image(origin + url, alt);
        }

        /** The small one, for lists. */
        public String card() {
            return url + "/card";
        }
    }

    /**
     * A PDF that is attached.
     *
     * @param url as it is published its path on this marketplace; programs are told the whole address
     * @param size in bytes
     */
    public record Document(
            String url,
            String title,
            String type,
            String language,
            @Nullable Integer size,
            @Nullable Integer pages) {
        public Document at(String origin) {
            return new Document(origin + url, title, type, language, size, pages);
        }
    }

    public record Body(String name, @Nullable String url) {}

    public record Skill(String label, @Nullable String uri) {}

    public record Effort(
            @Nullable Double hours,
            @Nullable Double weeks,
            @Nullable Double hoursPerWeek) {}

    public record Credit(
            @Nullable String framework,
            @Nullable Double points,
            @Nullable Double ects) {}

    public record Level(
            String framework, String value, @Nullable String cycle) {}

    public record Assessment(
            String type,
            @Nullable String description,
            @Nullable Boolean supervised,
            @Nullable Boolean identityVerified) {}

    public record Participation(
            @Nullable String mode,
            @Nullable Boolean synchronous,
            @Nullable Place place) {}

    public record Place(
            @Nullable String name,
            @Nullable String city,
            @Nullable String country) {}

    public record Review(
            String type, @Nullable String body, @Nullable LocalDate reviewed) {}

    public record Stackability(@Nullable Boolean standalone, List<String> recognisedBy) {}

    /** @param name null where it is only said that there is such a thing */
    public record Recognition(String type, @Nullable String name) {}

    public record Cost(
            @Nullable String type,
            long amount,
            String currency,
            boolean mandatory,
            @Nullable String label) {
        public Money money() {
            return Money.of(amount, currency);
        }
    }

    public record Code(String scheme, String code, @Nullable String label) {}

    public record Credential(String type, @Nullable String name) {}

    public record Refund(@Nullable Integer days, @Nullable String text) {}

    /** The same with whole addresses, for those who read it elsewhere. */
    public Elements at(String origin) {
        return image == null && documents.isEmpty()
                ? this
                : new Elements(
                        title,
                        summary,
                        description,
                        awardingBody,
                        outcomes,
                        skills,
                        effort,
                        credit,
                        level,
                        assessment,
                        participation,
                        qualityAssurance,
                        prerequisites,
                        stackability,
                        recognition,
                        languages,
                        costs,
                        tax,
                        financialAid,
                        subjects,
                        occupations,
                        credential,
                        refund,
                        support,
                        url,
                        courseCodes,
                        image == null ? null : image.at(origin),
                        documents.stream().map(document -> document.at(origin)).toList());
    }

    public Optional<Place> place() {
        return Optional.ofNullable(participation).map(Participation::place);
    }
}
