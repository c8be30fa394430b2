package market.tessera.storefront.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Offerings that stack into a larger award. */
public record Pathway(
        String id,
        String slug,
        String title,
        @Nullable String summary,
        Rule rule,
        List<String> offerings,
        @Nullable Award award,
        @Nullable Boolean creditBearing,
        List<Recognition> recognition) {

    /** @param type {@code allOf}, {@code anyOf} with {@code n}, or {@code creditSum} with a framework and points */
    public record Rule(
            String type,
            @Nullable Integer n,
            @Nullable String framework,
            @Nullable Double points) {}

    /** A larger award that it counts toward, and the institution that says so. */
    public record Recognition(
            String award, String institution, @Nullable String url) {}

    public record Award(String name, @Nullable String institution) {}
}
