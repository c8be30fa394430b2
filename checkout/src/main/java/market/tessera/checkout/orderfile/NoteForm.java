package market.tessera.checkout.orderfile;

import org.jspecify.annotations.Nullable;

/** A few words about one thing of an order: what somebody has found and done, or answers. */
record NoteForm(@Nullable String note) {
    private static final int LONGEST = 500;

    String given() {
        return note == null ? "" : note.strip();
    }

    /** Whether there are words, and not too many. */
    boolean isWhole() {
        return !given().isEmpty() && given().length() <= LONGEST;
    }
}
