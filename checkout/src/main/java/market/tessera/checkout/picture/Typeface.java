package market.tessera.checkout.picture;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Letters as outlines, from fonts that ship with the program: servers have none of their own. A letter that the typeface lacks is taken from
 * Liberation Sans, which also has Greek and Cyrillic ones; of scripts beyond these, from Noto.
 */
public final class Typeface {
    /** For names and headings. */
    public static final Typeface SERIF = new Typeface("brygada-1918-latin.ttf", "brygada-1918-latin-ext.ttf");

    /** For everything else. */
    public static final Typeface SANS = new Typeface("commissioner-latin.ttf", "commissioner-latin-ext.ttf");

    private static final String LIBERATION = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final List<String> files;
    private final List<TrueTypeFont> fonts;

    private Typeface(String... files) {
        this.files = Stream.concat(Stream.of(files).map(file -> "/checkout/fonts/" + file), Stream.of(LIBERATION))
                .toList();
        this.fonts = this.files.stream().map(Typeface::parse).toList();
    }

    /** The files it consists of, in the order in which letters are looked for in them. */
    public List<String> files() {
        return files;
    }

    /** In which of its files a letter is found; the last one stands for all that is found nowhere. */
    public int fileOf(int letter) {
        for (var index = 0; index < fonts.size(); index++) {
            if (glyph(fonts.get(index), letter) != 0) {
                return index;
            }
        }
        return fonts.size() - 1;
    }

    /** Whether it can be drawn. */
    public boolean has(int letter) {
        return owns(letter) || Scripts.have(letter);
    }

    /** Whether all of it can be drawn, but for blanks and what joins letters. */
    public boolean hasAll(String text) {
        return text.codePoints()
                .allMatch(letter ->
                        has(letter) || Character.isWhitespace(letter) || Character.getType(letter) == Character.FORMAT);
    }

    /** Whether one of the typeface's own files has it. */
    public boolean owns(int letter) {
        return glyph(fonts.get(fileOf(letter)), letter) != 0;
    }

    /** Whether the text is more than a row of letters: then it is drawn as an outline, as a whole. */
    public boolean hasToBeShaped(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length())
                || text.codePoints().anyMatch(letter -> !owns(letter) && Scripts.have(letter));
    }

    /** Whether the text begins at the right, as its first letter with a direction says (Unicode Standard Annex 9, P2 and P3). */
    public static boolean runsFromTheRight(String text) {
        return !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }

    /** @param size of the em, in the units of the drawing */
    public double width(String text, double size) {
        return hasToBeShaped(text) ? Scripts.layout(this, text, size).getAdvance() : widthInRow(text, size);
    }

    private double widthInRow(String text, double size) {
        return text.codePoints().mapToDouble(letter -> advance(letter) * size).sum();
    }

    /** The outline of a line of text whose base line begins at this point. */
    public Shape outline(String text, double x, double y, double size) {
        return hasToBeShaped(text)
                ? Scripts.layout(this, text, size).getOutline(AffineTransform.getTranslateInstance(x, y))
                : outlineInRow(text, x, y, size);
    }

    private synchronized Path2D outlineInRow(String text, double x, double y, double size) {
        var outline = new Path2D.Double();
        var at = x;
        for (var letter : text.codePoints().toArray()) {
            var font = fonts.get(fileOf(letter));
            var place = AffineTransform.getTranslateInstance(at, y);
            place.scale(size / unitsPerEm(font), -size / unitsPerEm(font));
            outline.append(path(font, glyph(font, letter)).createTransformedShape(place), false);
            at += advance(letter) * size;
        }
        return outline;
    }

    private synchronized double advance(int letter) {
        var font = fonts.get(fileOf(letter));
        try {
            return font.getAdvanceWidth(glyph(font, letter)) / unitsPerEm(font);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path2D path(TrueTypeFont font, int glyph) {
        try {
            var data = font.getGlyph().getGlyph(glyph);
            return data == null ? new Path2D.Double() : data.getPath();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int glyph(TrueTypeFont font, int letter) {
        try {
            return font.getUnicodeCmapLookup().getGlyphId(letter);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static double unitsPerEm(TrueTypeFont font) {
        try {
            return font.getUnitsPerEm();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static TrueTypeFont parse(String file) {
        try (InputStream content = Objects.requireNonNull(Typeface.class.getResourceAsStream(file), file)) {
            return new TTFParser().parse(new RandomAccessReadBuffer(content));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
