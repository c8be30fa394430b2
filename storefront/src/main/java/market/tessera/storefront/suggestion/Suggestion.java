package market.tessera.storefront.suggestion;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody may mean.
 *
 * @param url where choosing it leads
 */
record Suggestion(
        Kind kind, String label, String url, @Nullable String detail) {
    @Schema(name = "SuggestionKind")
    enum Kind {
        offering,
        pathway,
        subject,
        skill,
        provider
    }
}
