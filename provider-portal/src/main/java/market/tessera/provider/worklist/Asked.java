package market.tessera.provider.worklist;

import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.provider.worklist.BringFurther.Deed;
import market.tessera.provider.worklist.BringFurther.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The address of the list: which part of it is wanted, and what was done to it last.
 *
 * @param done as {@link Deed#done}
 * @param count of those it was done to
 * @param left of those that stayed as they were
 * @param more whether there is more of what was meant than is done at once
 */
record Asked(
        @Nullable String step,
        @Nullable String kind,
        @Nullable String source,
        @Nullable String page,
        @Nullable String done,
        @Nullable String count,
        @Nullable String left,
        @Nullable String more) {

    Wanted wanted() {
        return Wanted.of(text(step), text(kind), text(source), text(page));
    }

    /** Empty for what is none. */
    String deed() {
        return Stream.of(Deed.values()).map(Deed::done).anyMatch(known -> known.equals(done)) ? text(done) : "";
    }

    static String done(Deed deed, Outcome outcome, boolean more) {
        return "done=%s&count=%d&left=%d%s"
                .formatted(deed.done(), outcome.done(), outcome.left(), more ? "&more=true" : "");
    }

    static long number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,9}") ? Long.parseLong(typed) : 0;
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
