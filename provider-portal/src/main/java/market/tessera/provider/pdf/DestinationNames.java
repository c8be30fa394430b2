package market.tessera.provider.pdf;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * The names that a document gives to places in it (ISO 32000-1, 12.3.2.3): a tree of them, and the dictionary of older files. Read once, since
 * PDFBox would go through all of them for every link.
 */
final class DestinationNames {
    /** In bytes; whatever is longer is no name. */
    static final int LONGEST = 1_000;

    private final Allowance allowance;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, COSArray> places = new HashMap<>();

    private DestinationNames(Allowance allowance) {
        this.allowance = allowance;
    }

    static Map<String, COSArray> of(COSDictionary catalog, Allowance allowance) {
        var names = new DestinationNames(allowance);
        if (catalog.getDictionaryObject(COSName.NAMES) instanceof COSDictionary trees
                && trees.getDictionaryObject(COSName.DESTS) instanceof COSDictionary root) {
            names.read(root);
        }
        if (catalog.getDictionaryObject(COSName.DESTS) instanceof COSDictionary older) {
            older.keySet().forEach(name -> names.add(name.getName(), older.getDictionaryObject(name)));
        }
        return names.places;
    }

    private void read(COSDictionary node) {
        if (!seen.add(node)) {
            return;
        }
        allowance.begin();
        if (node.getDictionaryObject(COSName.NAMES) instanceof COSArray pairs) {
            for (var at = 0; at + 1 < pairs.size(); at += 2) {
                var name = pairs.getObject(at) instanceof COSString given && given.getBytes().length <= LONGEST
                        ? given.getString()
                        : null;
                add(name, pairs.getObject(at + 1));
            }
        }
        if (node.getDictionaryObject(COSName.KIDS) instanceof COSArray kids) {
            for (var at = 0; at < kids.size(); at++) {
                allowance.make();
                if (kids.getObject(at) instanceof COSDictionary kid) {
                    read(kid);
                }
            }
        }
        allowance.end();
    }

    private void add(@Nullable String name, @Nullable COSBase value) {
        allowance.make();
        var stated = value instanceof COSDictionary wrapped ? wrapped.getDictionaryObject(COSName.D) : value;
        if (name != null && stated instanceof COSArray place) {
            places.putIfAbsent(name, place);
        }
    }
}
