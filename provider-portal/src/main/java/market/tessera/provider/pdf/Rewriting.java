package market.tessera.provider.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import market.tessera.provider.pdf.PageTree.Leaf;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;

/** Writes one document's pages into another that is empty. Of each page, and of the document, it takes what is named here and nothing else. */
final class Rewriting {
    private static final long MOST_CONTENT = 64L * 1024 * 1024;
    /** Of what pages are drawn in, in all: each costs some microseconds, even if it is empty. */
    private static final int MOST_PIECES = 100_000;

    private static final float LONGEST_SIDE = 14_400;
    private static final int RIGHT_ANGLE = 90;
    private static final List<COSName> OF_A_PAGE = List.of(COSName.GROUP, COSName.getPDFName("Tabs"));
    private static final List<COSName> OF_THE_DOCUMENT =
            List.of(COSName.STRUCT_TREE_ROOT, COSName.getPDFName("MarkInfo"), COSName.OCPROPERTIES);

    private final PDDocument original;
    private final PDDocument made;
    private final Allowance allowance;
    private final Copying copying;
    private final Printing printing;
    private int pieces;

    Rewriting(PDDocument original, PDDocument made, Allowance allowance) {
        this.original = original;
        this.made = made;
        this.allowance = allowance;
        this.copying = new Copying(made.getDocument(), allowance);
        this.printing = new Printing(copying, allowance);
    }

    /** The number of pages. */
    int write(CleanPdf.Label label, int mostPages) throws IOException {
        var catalog = original.getDocumentCatalog();
        var leaves = PageTree.leaves(catalog.getCOSObject().getDictionaryObject(COSName.PAGES), mostPages);
        if (leaves.isEmpty()) {
            throw new IOException("No pages");
        }
        for (var leaf : leaves) {
            var page = new PDPage();
            made.addPage(page);
            copying.replace(leaf.page(), page.getCOSObject());
        }
        var destinations = new Destinations(DestinationNames.of(catalog.getCOSObject(), allowance), copying);
        var links = new Links(destinations, copying, allowance);
        for (var at = 0; at < leaves.size(); at++) {
            write(leaves.get(at), made.getPage(at), links);
        }
        describe(label);
        made.getDocumentCatalog()
                .setDocumentOutline(new Outline(destinations, allowance)
                        .of(catalog.getCOSObject().getDictionaryObject(COSName.OUTLINES)));
        copy(OF_THE_DOCUMENT, catalog.getCOSObject(), made.getDocumentCatalog().getCOSObject());
        return leaves.size();
    }

    private void describe(CleanPdf.Label label) {
        var catalog = made.getDocumentCatalog();
        var stated = original.getDocumentCatalog().getLanguage();
        catalog.setLanguage(stated == null || stated.isBlank() ? label.language() : stated);
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        made.getDocumentInformation().setTitle(label.title());
    }

    private void write(Leaf leaf, PDPage page, Links links) throws IOException {
        var given = leaf.handedDown();
        var box = box(given, COSName.MEDIA_BOX);
        page.setMediaBox(box == null ? PDRectangle.A4 : box);
        page.setCropBox(box(given, COSName.CROP_BOX));
        var turned = given.getDictionaryObject(COSName.ROTATE) instanceof COSNumber number ? number.intValue() : 0;
        page.setRotation(turned % RIGHT_ANGLE == 0 ? turned : 0);
        copyNumber(leaf, page, COSName.STRUCT_PARENTS);
        copyNumber(leaf, page, COSName.getPDFName("UserUnit"));
        copy(OF_A_PAGE, leaf.page(), page.getCOSObject());
        var resources = resources(given);
        page.getCOSObject().setItem(COSName.RESOURCES, resources);
        page.getCOSObject().setItem(COSName.CONTENTS, contents(leaf.page(), resources));
        page.getCOSObject().setItem(COSName.ANNOTS, links.of(leaf.page()));
    }

    private static void copyNumber(Leaf leaf, PDPage page, COSName name) {
        if (leaf.page().getDictionaryObject(name) instanceof COSNumber number) {
            page.getCOSObject().setItem(name, number);
        }
    }

    private void copy(List<COSName> names, COSDictionary from, COSDictionary to) throws IOException {
        for (var name : names) {
            to.setItem(name, copying.copy(from.getItem(name)));
        }
    }

    /** Not within the page, since others may be handed down the same. */
    private COSDictionary resources(COSDictionary given) throws IOException {
        if (copying.copy(given.getItem(COSName.RESOURCES)) instanceof COSDictionary copy) {
            copy.setDirect(false);
            return copy;
        }
        return new COSDictionary();
    }

    private static @Nullable PDRectangle box(COSDictionary given, COSName name) {
        if (given.getDictionaryObject(name) instanceof COSArray array && array.size() == 4) {
            var box = new PDRectangle(array);
            var fits = box.getWidth() >= 1
                    && box.getHeight() >= 1
                    && box.getWidth() <= LONGEST_SIDE
                    && box.getHeight() <= LONGEST_SIDE;
            return fits
                    ? new PDRectangle(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight())
                    : null;
        }
        return null;
    }

    /** One stream, whatever number of pieces it came in. What is printed onto it afterwards is drawn as if nothing had been before. */
    private COSStream contents(COSDictionary page, COSDictionary resources) throws IOException {
        var contents = made.getDocument().createCOSStream();
        try (var out = new DeflaterOutputStream(allowance.kept(contents.createRawOutputStream()))) {
            out.write("q\n".getBytes(StandardCharsets.US_ASCII));
            for (var piece : pieces(page.getDictionaryObject(COSName.CONTENTS))) {
                if (++pieces > MOST_PIECES) {
                    throw new Allowance.Exceeded();
                }
                new Unpacking(piece, allowance).plainTo(out, MOST_CONTENT);
                out.write('\n');
            }
            out.write("Q\n".getBytes(StandardCharsets.US_ASCII));
            printing.print(page, resources, out);
        }
        contents.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        return contents;
    }

    private static List<COSStream> pieces(@Nullable COSBase given) {
        return switch (given) {
            case COSStream single -> List.of(single);
            case COSArray several ->
                IntStream.range(0, several.size())
                        .mapToObj(several::getObject)
                        .flatMap(piece -> piece instanceof COSStream stream ? Stream.of(stream) : Stream.empty())
                        .toList();
            case null, default -> List.of();
        };
    }
}
