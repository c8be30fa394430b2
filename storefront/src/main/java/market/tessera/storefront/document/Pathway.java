package market.tessera.storefront.document;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Offerings that stack into a larger award.
 *
 * @param offerings ids of its parts, in order
 * @param pathways ids of other pathways that are parts as a whole
 */
public record Pathway(
        String id,
        String slug,
        Provider provider,
        String title,
        @Nullable String summary,
        Rule rule,
        List<String> offerings,
        List<String> pathways,
        @Nullable Award award,
        @Nullable Boolean creditBearing,
        List<Recognition> recognition) {

    @Schema(name = "PathwayProvider")
    public record Provider(String id, String slug, String name) {}

    /** @param type {@code allOf}, {@code anyOf} with {@code n}, or {@code creditSum} with a framework and points */
    @Schema(name = "PathwayRule")
    public record Rule(
            String type,
            @Nullable Integer n,
            @Nullable String framework,
            @Nullable Double points) {}

    /** A larger award that it counts toward, and the institution that says so. */
    @Schema(name = "PathwayRecognition")
    public record Recognition(
            String award, String institution, @Nullable String url) {}

    @Schema(name = "PathwayAward")
    public record Award(String name, @Nullable String institution) {}
}
