package market.tessera.checkout.paper;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import market.tessera.checkout.picture.Typeface;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The letters of one document: of each font only those that are used. */
final class Letters {
    private final PDDocument document;
    private final Map<String, PDType0Font> fonts = new HashMap<>();

    Letters(PDDocument document) {
        this.document = document;
    }

    /** What has to be shaped is drawn as it looks and says in words what it is; all else is written. */
    void show(PDPageContentStream content, Typeface typeface, float size, Color colour, float x, float y, String text)
            throws IOException {
        if (typeface.hasToBeShaped(text)) {
            content.setNonStrokingColor(colour);
            draw(content, typeface.outline(text, 0, 0, size), x, y, text);
        } else {
            write(content, typeface, size, colour, x, y, text);
        }
    }

    private static void draw(PDPageContentStream content, Shape outline, float x, float y, String text)
            throws IOException {
        var words = new COSDictionary();
        words.setString(COSName.ACTUAL_TEXT, text);
        content.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(words));
        Outline.fill(content, outline, new AffineTransform(1, 0, 0, -1, x, y));
        content.endMarkedContent();
    }

    /** Each run of letters in the file of the typeface that has them; what none has is left out. */
    private void write(
            PDPageContentStream content, Typeface typeface, float size, Color colour, float x, float y, String text)
            throws IOException {
        content.setNonStrokingColor(colour);
        content.beginText();
        content.newLineAtOffset(x, y);
        var letters = text.codePoints().filter(typeface::owns).toArray();
        for (var start = 0; start < letters.length; ) {
            var file = typeface.fileOf(letters[start]);
            var end = start;
            while (end < letters.length && typeface.fileOf(letters[end]) == file) {
                end++;
            }
            content.setFont(font(typeface.files().get(file)), size);
            content.showText(new String(letters, start, end - start));
            start = end;
        }
        content.endText();
    }

    /** Without ligatures: who searches, copies or listens to the text would miss the letters that one stands for. */
    private PDType0Font font(String file) throws IOException {
        var known = fonts.get(file);
        if (known != null) {
            return known;
        }
        try (InputStream outlines = Objects.requireNonNull(Letters.class.getResourceAsStream(file), file)) {
            var letters = new TTFParser().parse(new RandomAccessReadBuffer(outlines));
            letters.setEnableGsub(false);
            var font = PDType0Font.load(document, letters, true);
            fonts.put(file, font);
            return font;
        }
    }
}
