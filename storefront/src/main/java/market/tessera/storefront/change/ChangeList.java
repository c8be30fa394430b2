package market.tessera.storefront.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A part of the changes.
 *
 * @param next where to go on, now or later; never absent
 */
record ChangeList(
        List<Item> items,

        @Schema(description = "What to give as `since` next time, now or later.")
        String next) {

    @Schema(name = "Change")
    record Item(
            UUID id,
            long version,

            @Schema(
                    allowableValues = {"created", "updated", "withdrawn"},
                    description = "`created`: on offer for the first time, or again after it was withdrawn.")
            @JsonProperty("change")
            String kind,

            Instant at) {

        static Item of(Change change) {
            return new Item(
                    change.offering(), change.version(), change.kind().name().toLowerCase(Locale.ROOT), change.at());
        }
    }
}
