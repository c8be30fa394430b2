package market.tessera.provider.elements;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element that two versions say differently, side by side.
 *
 * @param before pieces of the older text
 * @param after pieces of the newer text
 * @param pictureBefore address of the older picture, where the element is one; null if there was none
 * @param pictureAfter of the newer one
 */
public record Difference(
        String element,
        String label,
        List<Piece> before,
        List<Piece> after,
        @Nullable String pictureBefore,
        @Nullable String pictureAfter) {
    Difference showing(@Nullable String older, @Nullable String newer) {
        return new Difference(element, label, before, after, older, newer);
    }

    /** A piece of text, and whether only this side has it. */
    public record Piece(String text, boolean only) {}
}
