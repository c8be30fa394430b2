package market.tessera.provider.worklist;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.worklist.BringFurther.Deed;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to which drafts.
 *
 * @param chosen those that were ticked
 * @param shown those that could be
 * @param all whether all that were shown are meant
 * @param everything whether the whole list is, whatever page it is on
 * @param seen when the list was read
 * @param step with kind and source which list that was
 */
record BringForm(
        @Nullable List<String> chosen,
        @Nullable List<String> shown,
        @Nullable String all,
        @Nullable String everything,
        @Nullable String seen,
        @Nullable String deed,
        @Nullable String why,
        @Nullable String step,
        @Nullable String kind,
        @Nullable String source) {
    private static final int LONGEST_REASON = 500;

    Optional<Deed> meant() {
        return Stream.of(Deed.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(deed))
                .findFirst();
    }

    List<Choice> choices(Deed deed) {
        return Objects.requireNonNullElse(all == null ? chosen : shown, List.<String>of()).stream()
                .limit(ReviewQueue.PAGE)
                .flatMap(text -> Choice.parse(text).stream())
                .filter(deed::isFor)
                .distinct()
                .toList();
    }

    Wanted wanted() {
        return Wanted.of(text(step), text(kind), text(source), "1");
    }

    /** What has changed after it was not seen; where it is not known, all is as if it had. */
    Instant since() {
        try {
            return Instant.parse(text(seen));
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    @Nullable
    String reason() {
        var said = text(why).strip();
        return said.isEmpty() ? null : said.substring(0, Math.min(said.length(), LONGEST_REASON));
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
