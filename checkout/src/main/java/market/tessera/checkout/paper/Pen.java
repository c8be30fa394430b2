package market.tessera.checkout.paper;

import java.awt.Color;
import java.io.IOException;
import market.tessera.checkout.picture.Typeface;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Writes lines of text one below the other. */
public final class Pen {
    private static final float LEADING = 1.3f;

    private final Letters letters;
    private final PDPageContentStream content;
    private float x;
    private float y;

    public Pen(PDDocument document, PDPageContentStream content) {
        this.letters = new Letters(document);
        this.content = content;
    }

    public void at(float left, float base) {
        x = left;
        y = base;
    }

    public void down(float distance) {
        y -= distance;
    }

    public void line(Typeface typeface, float size, Color colour, String text) throws IOException {
        letters.show(content, typeface, size, colour, x, y, text);
        y -= size * LEADING;
    }

    /** Whether so many lines stand above that height. */
    public boolean hasRoom(float size, int lines, float lowest) {
        return y - (lines - 1) * size * LEADING >= lowest;
    }

    /** As {@link #line(Typeface, float, Color, String)}; what runs from right to left begins at the column's right edge. */
    public void line(Typeface typeface, float size, Color colour, String text, float column) throws IOException {
        var left = x;
        x = Typeface.runsFromTheRight(text) ? left + column - (float) typeface.width(text, size) : left;
        line(typeface, size, colour, text);
        x = left;
    }
}
