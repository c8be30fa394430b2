package market.tessera.checkout.paper;

import static market.tessera.checkout.paper.TaggedPages.HEIGHT;
import static market.tessera.checkout.paper.TaggedPages.MARGIN;
import static market.tessera.checkout.paper.TaggedPages.WIDTH;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import market.tessera.checkout.paper.Sheet.Party;
import market.tessera.checkout.paper.Sheet.Sum;
import market.tessera.checkout.picture.Typeface;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/** A sheet on paper. */
public final class SheetPdf {
    private static final Color INK = new Color(0x23211d);
    private static final Color SOFT = new Color(0x5b564d);
    private static final Color RULE = new Color(0xd8d2c4);
    private static final float COLUMN = WIDTH - 2 * MARGIN;
    private static final float HALF = COLUMN / 2;
    private static final float AMOUNT = 110;
    private static final float LEADING = 1.35f;
    private static final float BETWEEN_SUMS = 1.6f;
    private static final float SMALL = 9;

    private final Sheet sheet;
    private final TaggedPages pages;

    private SheetPdf(Sheet sheet, TaggedPages pages) {
        this.sheet = sheet;
        this.pages = pages;
    }

    public static byte[] of(Sheet sheet) {
        try (var pages = new TaggedPages(sheet.title(), sheet.locale())) {
            return new SheetPdf(sheet, pages).bytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private byte[] bytes() throws IOException {
        pages.down(14);
        paragraph(StandardStructureTypes.H1, Typeface.SERIF, 22, INK, sheet.title());
        pages.down(8);
        for (var fact : sheet.facts()) {
            paragraph(StandardStructureTypes.P, Typeface.SANS, 10, INK, fact.label() + ": " + fact.value());
        }
        pages.down(14);
        parties();
        table();
        sums();
        for (var note : sheet.notes()) {
            paragraph(StandardStructureTypes.P, Typeface.SANS, 9, SOFT, note);
            pages.down(4);
        }
        return pages.bytes(SOFT);
    }

    private void parties() throws IOException {
        pages.need(90);
        var top = pages.y();
        var lowest = top;
        for (var index = 0; index < sheet.parties().size(); index++) {
            pages.at(top);
            party(sheet.parties().get(index), MARGIN + index * HALF);
            lowest = Math.min(lowest, pages.y());
        }
        pages.at(lowest);
        pages.down(14);
    }

    private void party(Party party, float x) throws IOException {
        lines(pages.element(StandardStructureTypes.H2), 9, SOFT, x, HALF - 16, party.role());
        for (var line : party.lines()) {
            lines(pages.element(StandardStructureTypes.P), 10, INK, x, HALF - 16, line);
        }
    }

    private void table() throws IOException {
        var table = pages.element(StandardStructureTypes.TABLE);
        row(
                table,
                StandardStructureTypes.TH,
                SMALL,
                SOFT,
                sheet.head().what(),
                List.of(),
                sheet.head().amount());
        for (var row : sheet.rows()) {
            row(table, StandardStructureTypes.TD, 10.5f, INK, row.title(), row.details(), row.amount());
        }
        pages.down(4);
        pages.rule(RULE);
        pages.down(16);
    }

    private void row(
            PDStructureElement table,
            String cell,
            float size,
            Color colour,
            String title,
            List<String> details,
            String amount)
            throws IOException {
        var words = Wrapping.lines(Typeface.SANS, size, COLUMN - AMOUNT, title);
        if (pages.need(height(words.size(), size, details)) && cell.equals(StandardStructureTypes.TD)) {
            headAgain();
        }
        pages.down(4);
        pages.rule(RULE);
        pages.down(size + 5);
        var row = pages.element(StandardStructureTypes.TR, table);
        var what = pages.element(cell, row);
        var sum = pages.element(cell, row);
        pages.write(what, Typeface.SANS, size, colour, MARGIN, words.getFirst());
        right(sum, size, colour, amount);
        pages.down(size * LEADING);
        for (var line : words.subList(1, words.size())) {
            lines(what, size, colour, MARGIN, COLUMN - AMOUNT, line);
        }
        for (var detail : details) {
            lines(what, SMALL, SOFT, MARGIN, COLUMN - AMOUNT, detail);
        }
    }

    /** Of a row, so that it is not torn apart; what is longer than a page begins on one of its own. */
    private static float height(int titleLines, float size, List<String> details) {
        var detailLines = details.stream()
                .mapToInt(detail -> Wrapping.lines(Typeface.SANS, SMALL, COLUMN - AMOUNT, detail)
                        .size())
                .sum();
        return Math.min(HEIGHT, (titleLines * size + detailLines * SMALL) * LEADING + size + 9);
    }

    /** On each page that the table goes on to. */
    private void headAgain() throws IOException {
        pages.down(SMALL + 9);
        pages.repeat(Typeface.SANS, SMALL, SOFT, MARGIN, sheet.head().what());
        var amount = sheet.head().amount();
        pages.repeat(Typeface.SANS, SMALL, SOFT, WIDTH - MARGIN - (float) Typeface.SANS.width(amount, SMALL), amount);
        pages.down(SMALL * LEADING);
    }

    /** All on one page. */
    private void sums() throws IOException {
        pages.need((float) sheet.sums().stream()
                .mapToDouble(sum -> size(sum) * BETWEEN_SUMS)
                .sum());
        for (var sum : sheet.sums()) {
            var size = size(sum);
            var line = pages.element(StandardStructureTypes.P);
            var label = sum.label() + " ";
            pages.write(line, Typeface.SANS, size, sum.last() ? INK : SOFT, MARGIN, label);
            right(line, size, INK, sum.amount());
            pages.down(size * BETWEEN_SUMS);
        }
        pages.down(14);
    }

    private static float size(Sum sum) {
        return sum.last() ? 13 : 10;
    }

    private void right(PDStructureElement element, float size, Color colour, String text) throws IOException {
        var width = (float) Typeface.SANS.width(text, size);
        pages.write(element, Typeface.SANS, size, colour, WIDTH - MARGIN - width, text);
    }

    private void paragraph(String type, Typeface typeface, float size, Color colour, String text) throws IOException {
        var element = pages.element(type);
        for (var line : Wrapping.lines(typeface, size, COLUMN, text)) {
            pages.need(size * LEADING);
            pages.write(element, typeface, size, colour, MARGIN, line);
            pages.down(size * LEADING);
        }
    }

    private void lines(PDStructureElement element, float size, Color colour, float x, float width, String text)
            throws IOException {
        for (var line : Wrapping.lines(Typeface.SANS, size, width, text)) {
            pages.need(size * LEADING);
            pages.write(element, Typeface.SANS, size, colour, x, line);
            pages.down(size * LEADING);
        }
    }
}
