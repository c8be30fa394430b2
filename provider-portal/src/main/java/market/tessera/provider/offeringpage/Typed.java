package market.tessera.provider.offeringpage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody has typed into a form of an offering's page; a refusal shows it again. */
record Typed(
        @Nullable Long revision,
        @Nullable String why,
        @Nullable String on,
        @Nullable String time,
        @Nullable String zone,
        @Nullable String salesEnd,
        @Nullable String teachOutUntil) {
    private static final int LONGEST = 2_000;

    long seen() {
        return revision == null ? -1 : revision;
    }

    @Nullable
    String reason() {
        var said = Objects.requireNonNullElse(why, "").strip();
        return said.isEmpty() ? null : said.substring(0, Math.min(LONGEST, said.length()));
    }
}
