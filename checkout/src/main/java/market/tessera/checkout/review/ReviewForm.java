package market.tessera.checkout.review;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A review as it was typed. */
record ReviewForm(
        @Nullable String stars,
        @Nullable String text,
        @Nullable String keep) {
    static final ReviewForm EMPTY = new ReviewForm(null, null, null);
    private static final List<String> STARS = List.of("1", "2", "3", "4", "5");

    /** A review that can be written. */
    record Said(int stars, String text, boolean kept) {}

    static ReviewForm of(Review review) {
        return new ReviewForm(Integer.toString(review.stars()), review.text(), review.kept() ? "true" : null);
    }

    String words() {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }

    public boolean isKept() {
        return "true".equals(keep);
    }

    /** Which field is wrong, as the last part of the key of its words. */
    Optional<String> mistake() {
        if (!STARS.contains(stars)) {
            return Optional.of("stars");
        }
        return words().length() > Review.LONGEST_TEXT ? Optional.of("text") : Optional.empty();
    }

    Said said() {
        return new Said(STARS.indexOf(stars) + 1, words(), isKept());
    }
}
