package market.tessera.provider.pathwayedition;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import market.tessera.provider.award.Recognition;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * Offerings that stack into a larger award: what is said about the whole.
 *
 * @param award what it is called that one gets for the whole
 * @param creditBearing whether that gives academic credit; null where it is not said
 * @param recognition who counts it toward which award of theirs
 * @param courseCodes of the courses that it stands for in the provider's wider curriculum
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PathwayTerms(
        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 1_000) String summary,
        @NotNull @Valid PathwayRule rule,
        @Nullable @Valid Award award,
        @Nullable Boolean creditBearing,
        @Size(max = 20) List<@Valid Recognition> recognition,
        @Size(max = 30) List<@NotBlank @Size(max = 60) String> courseCodes) {

    public PathwayTerms {
        recognition = Elements.orEmpty(recognition);
        courseCodes = Elements.orEmpty(courseCodes);
    }

    /** Nothing said but the title: all of its parts are needed. */
    public static PathwayTerms titled(String title) {
        return new PathwayTerms(title, null, new PathwayRule.AllOf(), null, null, List.of(), List.of());
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Award(
            @NotBlank @Size(max = 300) String name,
            @Nullable @Size(max = 300) String institution) {}

    /**
     * An award that the pathway counts toward.
     *
     * @param institution that says so
     * @param url where it says so
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Recognition(
            @NotBlank @Size(max = 300) String award,
            @NotBlank @Size(max = 300) String institution,
            @Nullable @WebAddress String url) {}
}
