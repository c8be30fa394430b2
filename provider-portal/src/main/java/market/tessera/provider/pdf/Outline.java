package market.tessera.provider.pdf;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.jspecify.annotations.Nullable;

/** The table of contents beside a document: titles, and where they lead. */
final class Outline {
    private static final int MOST = 2_000;
    private static final int DEEPEST = 8;
    /** In bytes; what is longer is left out, since many entries can refer to it. */
    private static final int LONGEST_TITLE = 4_000;

    private final Destinations destinations;
    private final Allowance allowance;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Outline(Destinations destinations, Allowance allowance) {
        this.destinations = destinations;
        this.allowance = allowance;
    }

    /** Null if there is none. */
    @Nullable
    PDDocumentOutline of(@Nullable COSBase original) {
        var outline = new PDDocumentOutline();
        if (original instanceof COSDictionary root) {
            add(root, outline, 1);
        }
        return outline.hasChildren() ? outline : null;
    }

    private void add(COSDictionary parent, PDOutlineNode made, int depth) {
        var next = parent.getDictionaryObject(COSName.FIRST);
        while (next instanceof COSDictionary item && seen.size() < MOST && seen.add(item)) {
            var entry = entry(item);
            made.addLast(entry);
            if (depth < DEEPEST) {
                add(item, entry, depth + 1);
            }
            next = item.getDictionaryObject(COSName.NEXT);
        }
    }

    private PDOutlineItem entry(COSDictionary item) {
        allowance.step();
        var entry = new PDOutlineItem();
        entry.setTitle(
                item.getDictionaryObject(COSName.TITLE) instanceof COSString title
                                && title.getBytes().length <= LONGEST_TITLE
                        ? title.getString()
                        : "");
        var place = destinations.of(item);
        if (place != null) {
            entry.getCOSObject().setItem(COSName.DEST, place);
        }
        return entry;
    }
}
