package market.tessera.provider.pdf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/** The pages of a document in their order (ISO 32000-1, 7.7.3), whatever it says about their number. */
final class PageTree {
    private static final List<COSName> INHERITED =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    private PageTree() {}

    static final class TooManyPages extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param handedDown what the page says itself, or those above it */
    record Leaf(COSDictionary page, COSDictionary handedDown) {}

    private record Branch(COSDictionary node, COSDictionary above) {}

    static List<Leaf> leaves(@Nullable COSBase root, int most) throws IOException {
        var leaves = new ArrayList<Leaf>();
        var seen = Collections.<COSBase>newSetFromMap(new IdentityHashMap<>());
        var ahead = new ArrayDeque<Branch>();
        if (root instanceof COSDictionary tree) {
            ahead.push(new Branch(tree, new COSDictionary()));
        }
        while (!ahead.isEmpty()) {
            var branch = ahead.pop();
            require(seen, branch.node());
            var handedDown = handedDown(branch);
            if (branch.node().getDictionaryObject(COSName.KIDS) instanceof COSArray kids) {
                for (var at = kids.size() - 1; at >= 0; at--) {
                    if (kids.getObject(at) instanceof COSDictionary kid) {
                        ahead.push(new Branch(kid, handedDown));
                    }
                }
            } else {
                leaves.add(new Leaf(branch.node(), handedDown));
            }
            if (leaves.size() > most) {
                throw new TooManyPages();
            }
        }
        return leaves;
    }

    private static void require(Set<COSBase> seen, COSDictionary node) throws IOException {
        if (!seen.add(node)) {
            throw new IOException("A page stands in two places");
        }
    }

    private static COSDictionary handedDown(Branch branch) {
        var all = new COSDictionary(branch.above());
        INHERITED.stream()
                .filter(branch.node()::containsKey)
                .forEach(name -> all.setItem(name, branch.node().getItem(name)));
        return all;
    }
}
