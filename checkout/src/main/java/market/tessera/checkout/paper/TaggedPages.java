package market.tessera.checkout.paper;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import market.tessera.checkout.picture.Typeface;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** Pages of A4 whose text belongs to a tree of headings, paragraphs and tables, as who listens to a PDF needs it (ISO 32000-1, 14.7 and 14.8). */
final class TaggedPages implements Closeable {
    static final float WIDTH = PDRectangle.A4.getWidth();
    static final float MARGIN = 56;
    private static final float SMALL = 9;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    /** Of what fits on a page. */
    static final float HEIGHT = TOP - MARGIN;

    private final PDDocument document = new PDDocument();
    private final Letters letters = new Letters(document);
    private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
    private final PDStructureElement root = new PDStructureElement(StandardStructureTypes.DOCUMENT, tree);
    private final List<COSArray> marked = new ArrayList<>();
    private PDPage page;
    private PDPageContentStream content;
    private float y;

    TaggedPages(String title, Locale locale) throws IOException {
        document.getDocumentInformation().setTitle(title);
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(locale.toLanguageTag());
        var preferences = new PDViewerPreferences(catalog.getCOSObject());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        var marks = new PDMarkInfo();
        marks.setMarked(true);
        catalog.setMarkInfo(marks);
        catalog.setStructureTreeRoot(tree);
        tree.appendKid(root);
        page = nextPage();
        content = new PDPageContentStream(document, page);
    }

    float y() {
        return y;
    }

    void at(float height) {
        y = height;
    }

    void down(float distance) {
        y -= distance;
    }

    /** A new page where that much does not fit on this one any more; true then. */
    boolean need(float height) throws IOException {
        if (y - height >= MARGIN) {
            return false;
        }
        content.close();
        page = nextPage();
        content = new PDPageContentStream(document, page);
        return true;
    }

    /** @param type of {@link StandardStructureTypes} */
    PDStructureElement element(String type) {
        return element(type, root);
    }

    PDStructureElement element(String type, PDStructureNode parent) {
        var element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /** A line at the height where the page is, which stays there. */
    void write(PDStructureElement element, Typeface typeface, float size, Color colour, float x, String text)
            throws IOException {
        var known = marked.getLast();
        var reference = new COSDictionary();
        reference.setInt(COSName.MCID, known.size());
        content.beginMarkedContent(COSName.getPDFName(element.getStructureType()), PDPropertyList.create(reference));
        letters.show(content, typeface, size, colour, x, y, text);
        content.endMarkedContent();
        var kid = new PDMarkedContentReference();
        kid.setPage(page);
        kid.setMCID(known.size());
        element.appendKid(kid);
        known.add(element);
    }

    /** What is said once more for who looks, such as what a column is; that is no content. */
    void repeat(Typeface typeface, float size, Color colour, float x, String text) throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
        letters.show(content, typeface, size, colour, x, y, text);
        content.endMarkedContent();
    }

    /** A thin line across the page, which is no content. */
    void rule(Color colour) throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
        content.setStrokingColor(colour);
        content.setLineWidth(0.5f);
        content.moveTo(MARGIN, y);
        content.lineTo(WIDTH - MARGIN, y);
        content.stroke();
        content.endMarkedContent();
    }

    /** At the foot of each page, where there are several, which of them it is and of what; that is no content either. */
    private void number(Color colour) throws IOException {
        var pages = document.getNumberOfPages();
        for (var at = 0; pages > 1 && at < pages; at++) {
            var words =
                    "%s, %d / %d".formatted(document.getDocumentInformation().getTitle(), at + 1, pages);
            try (var foot = new PDPageContentStream(document, document.getPage(at), AppendMode.APPEND, true, true)) {
                foot.beginMarkedContent(COSName.ARTIFACT);
                letters.show(foot, Typeface.SANS, SMALL, colour, MARGIN, MARGIN / 2, words);
                foot.endMarkedContent();
            }
        }
    }

    /** @param soft colour of what is said at the foot of each page */
    byte[] bytes(Color soft) throws IOException {
        content.close();
        number(soft);
        var parents = new PDNumberTreeNode(PDParentTreeValue.class);
        Map<Integer, COSObjectable> numbers = new HashMap<>();
        for (var number = 0; number < marked.size(); number++) {
            numbers.put(number, new PDParentTreeValue(marked.get(number)));
        }
        parents.setNumbers(numbers);
        tree.setParentTree(parents);
        tree.setParentTreeNextKey(marked.size());
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private PDPage nextPage() {
        var next = new PDPage(PDRectangle.A4);
        next.setStructParents(marked.size());
        next.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
        document.addPage(next);
        marked.add(new COSArray());
        y = TOP;
        return next;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
