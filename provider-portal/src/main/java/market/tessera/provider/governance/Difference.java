package market.tessera.provider.governance;

import java.util.List;

/**
 * An element that two versions say differently, side by side.
 *
 * @param before pieces of the older text
 * @param after pieces of the newer text
 */
public record Difference(String element, String label, List<Piece> before, List<Piece> after) {
    /** A piece of text, and whether only this side has it. */
    public record Piece(String text, boolean only) {}
}
