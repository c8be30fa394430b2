package market.tessera.provider.review;

import org.jspecify.annotations.Nullable;

/** One line of a timeline, as the component {@code timeline} shows it. */
public record TimelineEvent(
        State state,
        String title,
        @Nullable String meta,
        @Nullable String detail) {
    /** Whether it has been, is waited for, or comes later. */
    public enum State {
        DONE,
        CURRENT,
        NEXT,
        REFUSED
    }
}
