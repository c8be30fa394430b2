package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.provider.award.Assessment;
import market.tessera.provider.award.AwardingBody;
import market.tessera.provider.award.Credential;
import market.tessera.provider.award.Credit;
import market.tessera.provider.award.Level;
import market.tessera.provider.award.QualityAssurance;
import market.tessera.provider.award.Recognition;
import market.tessera.provider.media.Media.Known;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.RefundTerms;
import market.tessera.provider.provider.WebAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said about an offering, element by element, as in the catalogue format. An element that is null or empty is undisclosed.
 *
 * @param summary plain text
 * @param description Markdown
 * @param awardingBody only if it is not the provider
 * @param prerequisites plain text
 * @param languages BCP 47
 * @param financialAid whether learners can get any
 * @param support tags that are shown in the reader's words ({@code evening}, {@code step-free}, {@code childcare}, {@code captions}), or short words
 *     of the provider's own
 * @param image nobody but the provider's people uploads one; a file that is imported leaves it as it is
 * @param documents likewise
 * @param courseCodes of the courses that it stands for in the provider's wider curriculum
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Elements(
        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 240) String summary,
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Valid AwardingBody awardingBody,
        @Size(max = 60) List<@NotBlank @Size(max = 500) String> outcomes,
        @Size(max = 100) List<@Valid Skill> skills,
        @Nullable @Valid Effort effort,
        @Nullable @Valid Credit credit,
        @Nullable @Valid Level level,
        @Size(max = 20) List<@Valid Assessment> assessment,
        @Nullable @Valid Participation participation,
        @Size(max = 20) List<@Valid QualityAssurance> qualityAssurance,
        @Nullable @Size(max = 4_000) String prerequisites,
        @Nullable @Valid Stackability stackability,
        @Size(max = 20) List<@Valid Recognition> recognition,

        @Size(max = 20)
        List<@Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", message = "must be a BCP 47 language tag") String>
                languages,

        @Size(max = 30) List<@Valid Cost> costs,
        @Nullable TaxTreatment tax,
        @Nullable Boolean financialAid,
        @Size(max = 20) List<@Valid Classification> subjects,
        @Size(max = 20) List<@Valid Classification> occupations,
        @Nullable @Valid Credential credential,
        @Nullable @Valid RefundTerms refund,

        @Size(max = 30) List<@NotBlank @Size(max = 80) String> support,

        @Nullable @WebAddress String url,
        @Size(max = 30) List<@NotBlank @Size(max = 60) String> courseCodes,
        @Nullable @Valid Image image,
        @Size(max = Attachment.MOST) List<@Valid Attachment> documents) {

    public Elements {
        outcomes = orEmpty(outcomes);
        skills = orEmpty(skills);
        assessment = orEmpty(assessment);
        qualityAssurance = orEmpty(qualityAssurance);
        recognition = orEmpty(recognition);
        languages = orEmpty(languages);
        costs = orEmpty(costs);
        subjects = orEmpty(subjects);
        occupations = orEmpty(occupations);
        support = orEmpty(support);
        courseCodes = orEmpty(courseCodes);
        documents = orEmpty(documents);
    }

    /** Nothing disclosed but the title. */
    public static Elements titled(String title) {
        return new Elements(
                title, null, null, null, List.of(), List.of(), null, null, null, List.of(), null, List.of(), null, null,
                List.of(), List.of(), List.of(), null, null, List.of(), List.of(), null, null, List.of(), null,
                List.of(), null, List.of());
    }

    /** With another value of one element; null takes it back. */
    public Elements with(String element, @Nullable Object value) {
        ObjectNode copy = CatalogueFormat.JSON.valueToTree(this);
        if (value == null) {
            copy.remove(element);
        } else {
            copy.set(element, CatalogueFormat.JSON.<JsonNode>valueToTree(value));
        }
        return CatalogueFormat.JSON.treeToValue(copy, Elements.class);
    }

    /** What a source can say: files are uploaded here, and stay as they are whatever is imported. */
    public Elements withoutFiles() {
        return files().isEmpty() ? this : with("image", null).with("documents", null);
    }

    /** Addresses of the files that it shows. */
    public List<String> files() {
        return Stream.concat(
                        Stream.ofNullable(image).map(Image::url),
                        documents.stream().map(Attachment::url))
                .distinct()
                .toList();
    }

    /** With what is known of the documents' files in place of what was said of them; all of them are among these. */
    public Elements knowing(Map<String, Known> files) {
        return documents.isEmpty()
                ? this
                : with(
                        "documents",
                        documents.stream()
                                .map(document -> document.as(Objects.requireNonNull(files.get(document.url()))))
                                .toList());
    }

    /** A JSON array that is absent or null says as little as an empty one. */
    public static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
