package market.tessera.checkout.certificate;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import market.tessera.checkout.paper.Pen;
import market.tessera.checkout.paper.Wrapping;
import market.tessera.checkout.picture.Typeface;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * One page of A4, upright on its long side: the badge, what it says, and a code that leads to where it can be verified.
 *
 * @param picture of the badge, square
 * @param address of the badge's page
 */
public record Certificate(Words words, BufferedImage picture, String address, Locale locale) {
    private static final float WIDTH = PDRectangle.A4.getHeight();
    private static final float HEIGHT = PDRectangle.A4.getWidth();
    private static final float MARGIN = 56;
    private static final float PICTURE = 250;
    private static final float LEFT = MARGIN + PICTURE + 44;
    private static final float COLUMN = WIDTH - LEFT - MARGIN;
    private static final float CODE = 92;
    private static final Color PAPER = new Color(0xfffdf7);
    private static final Color INK = new Color(0x23211d);
    private static final Color SOFT = new Color(0x5b564d);
    private static final float SMALL = 10.5f;
    private static final float LOWEST = MARGIN + CODE + 12;
    private static final int MOST_LINES = 4;
    private static final List<Float> TITLES = List.of(30f, 26f, 22f, 19f);
    private static final List<Float> NAMES = List.of(22f, 18f, 15f);

    /**
     * What it says, in the reader's language.
     *
     * @param incomplete said below a name with letters that no font here has
     * @param facts effort, level and so on, in one line
     * @param lead the sentence that leads to the points; it stands alone where there are none
     * @param more said below as many of the points as have room
     */
    public record Words(
            String heading,
            String title,
            String recipient,
            String incomplete,
            String awarded,
            String facts,
            String lead,
            List<String> points,
            String more,
            String verify) {}

    public byte[] pdf() {
        try (var document = new PDDocument()) {
            var page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
            document.addPage(page);
            describe(document);
            draw(document, page);
            link(page);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void describe(PDDocument document) {
        document.getDocumentInformation().setTitle(words.title() + ", " + words.recipient());
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(locale.toLanguageTag());
        var preferences = new PDViewerPreferences(catalog.getCOSObject());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
    }

    private void draw(PDDocument document, PDPage page) throws IOException {
        try (var content = new PDPageContentStream(document, page)) {
            content.setNonStrokingColor(PAPER);
            content.addRect(0, 0, WIDTH, HEIGHT);
            content.fill();
            content.drawImage(
                    LosslessFactory.createFromImage(document, picture),
                    MARGIN,
                    HEIGHT - MARGIN - PICTURE,
                    PICTURE,
                    PICTURE);
            write(new Pen(document, content));
            code(content);
        }
    }

    private void write(Pen pen) throws IOException {
        pen.at(LEFT, HEIGHT - MARGIN - 14);
        pen.line(Typeface.SANS, 12, SOFT, words.heading());
        pen.down(26);
        large(pen, TITLES, words.title());
        pen.down(16);
        large(pen, NAMES, words.recipient());
        if (!Typeface.SERIF.hasAll(words.recipient())) {
            for (var line : lines(Typeface.SANS, 11, words.incomplete())) {
                pen.line(Typeface.SANS, 11, SOFT, line);
            }
        }
        pen.down(6);
        for (var line : lines(Typeface.SANS, 12, words.awarded())) {
            pen.line(Typeface.SANS, 12, SOFT, line);
        }
        pen.down(8);
        if (!words.facts().isEmpty()) {
            for (var line : lines(Typeface.SANS, SMALL, words.facts())) {
                pen.line(Typeface.SANS, SMALL, SOFT, line);
            }
        }
        pen.down(8);
        certified(pen);
        pen.at(MARGIN + CODE + 18, MARGIN + CODE - 20);
        pen.line(Typeface.SANS, 11, INK, words.verify());
        pen.down(3);
        pen.line(Typeface.SANS, 10, SOFT, address);
    }

    /** In the largest letters with which it has two lines, or in the smallest: what follows needs its room as well. */
    private static void large(Pen pen, List<Float> sizes, String text) throws IOException {
        var size = sizes.stream()
                .filter(larger -> lines(Typeface.SERIF, larger, text).size() <= 2)
                .findFirst()
                .orElse(sizes.getLast());
        for (var line : lines(Typeface.SERIF, size, text)) {
            pen.line(Typeface.SERIF, size, INK, line, COLUMN);
            pen.down(size / 10);
        }
    }

    /** Each point whole, as many as have room above the code. */
    private void certified(Pen pen) throws IOException {
        var lead = lines(Typeface.SANS, SMALL, words.lead());
        if (!pen.hasRoom(SMALL, lead.size(), LOWEST)) {
            return;
        }
        for (var line : lead) {
            pen.line(Typeface.SANS, SMALL, INK, line);
        }
        for (var point : words.points()) {
            var lines = lines(Typeface.SANS, SMALL, "\u2022 " + point);
            pen.down(2);
            if (!pen.hasRoom(SMALL, lines.size() + 1, LOWEST)) {
                pen.line(Typeface.SANS, SMALL, SOFT, words.more());
                return;
            }
            for (var line : lines) {
                pen.line(Typeface.SANS, SMALL, INK, line);
            }
        }
    }

    private void code(PDPageContentStream content) throws IOException {
        var squares = QrCode.of(address);
        var side = CODE / squares.getWidth();
        content.setNonStrokingColor(Color.WHITE);
        content.addRect(MARGIN, MARGIN, CODE, CODE);
        content.fill();
        content.setNonStrokingColor(INK);
        for (var x = 0; x < squares.getWidth(); x++) {
            for (var y = 0; y < squares.getHeight(); y++) {
                if (squares.get(x, y)) {
                    content.addRect(MARGIN + x * side, MARGIN + CODE - (y + 1) * side, side, side);
                }
            }
        }
        content.fill();
    }

    private void link(PDPage page) throws IOException {
        var action = new PDActionURI();
        action.setURI(address);
        var link = new PDAnnotationLink();
        link.setAction(action);
        link.setContents(words.verify());
        link.setRectangle(new PDRectangle(MARGIN, MARGIN, WIDTH - 2 * MARGIN, CODE));
        link.setBorderStyle(new org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary());
        link.getBorderStyle().setWidth(0);
        page.getAnnotations().add(link);
    }

    /** The text in lines that fit the column; what does not fit the page is cut with an ellipsis. */
    private static List<String> lines(Typeface typeface, double size, String text) {
        var lines = Wrapping.lines(typeface, size, COLUMN, text);
        return lines.size() > MOST_LINES
                ? Stream.concat(lines.stream().limit(MOST_LINES - 1), Stream.of(lines.get(MOST_LINES - 1) + " …"))
                        .toList()
                : lines;
    }
}
