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
 * @param documentsBefore the older documents, where the element is a list of them
 * @param documentsAfter the newer ones
 */
public record Difference(
        String element,
        String label,
        List<Piece> before,
        List<Piece> after,
        @Nullable String pictureBefore,
        @Nullable String pictureAfter,
        List<Document> documentsBefore,
        List<Document> documentsAfter) {
    Difference showing(@Nullable String older, @Nullable String newer) {
        return new Difference(element, label, before, after, older, newer, documentsBefore, documentsAfter);
    }

    Difference leadingTo(List<Document> older, List<Document> newer) {
        return new Difference(element, label, before, after, pictureBefore, pictureAfter, older, newer);
    }

    /** One that can be opened. */
    public record Document(String title, String url) {}

    /** A piece of text, and whether only this side has it. */
    public record Piece(String text, boolean only) {}
}
