package market.tessera.provider.pdf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what pages are drawn with: fonts, colours, pictures, and what says how a page is read aloud. Nothing in there starts anything by
 * itself; what could, and what lies outside the file, is left out all the same.
 */
final class Copying {
    private static final long LARGEST_STREAM = 64L * 1024 * 1024;
    private static final long MOST_PIXELS = 100_000_000;
    private static final COSName OBJECT_CONTENT = COSName.getPDFName("Obj");

    private static final Set<String> LEFT_OUT = Set.of(
            "AA",
            "AF",
            "AcroForm",
            "Alternates",
            "Collection",
            "Dests",
            "EF",
            "EmbeddedFiles",
            "JS",
            "JavaScript",
            "LastModified",
            "Metadata",
            "Names",
            "OPI",
            "OpenAction",
            "PieceInfo",
            "RF",
            "Ref",
            "Thumb",
            "URI",
            "XFA");

    /** Dictionaries whose members are called as whoever made the file liked. */
    private static final Set<String> NAMED_BY_THE_FILE =
            Set.of("CharProcs", "ColorSpace", "ExtGState", "Font", "Pattern", "Properties", "Shading", "XObject");

    /** Written with the stream anew, or pointing out of the file. */
    private static final Set<String> OF_STREAMS =
            Set.of("Length", "Filter", "DecodeParms", "DP", "DL", "F", "FFilter", "FDecodeParms");

    /** What a copied thing never is: pages, links and the catalogue are made one by one. */
    private static final Set<String> TYPES = Set.of(
            "Action", "Annot", "Catalog", "EmbeddedFile", "F", "Filespec", "ObjStm", "Page", "Pages", "Sig", "XRef");

    private static final Set<String> ACTIONS = Set.of(
            "GoTo3DView",
            "GoToE",
            "GoToR",
            "ImportData",
            "JavaScript",
            "Launch",
            "Rendition",
            "ResetForm",
            "RichMediaExecute",
            "SetOCGState",
            "SubmitForm",
            "URI");

    private final COSDocument target;
    private final Allowance allowance;
    private final IdentityHashMap<COSBase, COSBase> copies = new IdentityHashMap<>();

    /** Apart from the others: in these a member may be called as what is left out elsewhere. */
    private final IdentityHashMap<COSDictionary, COSDictionary> named = new IdentityHashMap<>();

    private final Deque<COSBase> waiting = new ArrayDeque<>();

    Copying(COSDocument target, Allowance allowance) {
        this.target = target;
        this.allowance = allowance;
    }

    /** From now on what refers to {@code original} refers to what was made in its place. */
    void replace(COSDictionary original, COSDictionary made) {
        copies.put(original, made);
    }

    /** What stands in its place; null if nothing does. */
    @Nullable
    COSBase replacement(@Nullable COSBase original) {
        return original == null ? null : copies.get(original);
    }

    /** A copy with all that it refers to; null for what is left out. */
    @Nullable
    COSBase copy(@Nullable COSBase value) throws IOException {
        var copy = begin(value);
        while (!waiting.isEmpty()) {
            fill(waiting.pop());
        }
        return copy;
    }

    /** Of what is referred to only a shell is made yet, so that the depth of the original is no depth of calls. */
    private @Nullable COSBase begin(@Nullable COSBase value) throws IOException {
        allowance.make();
        return switch (value) {
            case null -> null;
            case COSObject reference -> shell(reference.getObject());
            case COSStream stream -> shell(stream);
            case COSDictionary dictionary -> direct(dictionary);
            case COSArray array -> filled(array, new COSArray());
            case COSName _, COSNumber _, COSString _, COSBoolean _ -> value;
            default -> null;
        };
    }

    private @Nullable COSBase direct(COSDictionary original) throws IOException {
        var known = copies.get(original);
        if (known != null || isLeftOut(original)) {
            return known;
        }
        var copy = new COSDictionary();
        copy.setDirect(true);
        copies.put(original, copy);
        return filled(original, copy);
    }

    private @Nullable COSBase shell(@Nullable COSBase original) throws IOException {
        if (!(original instanceof COSDictionary || original instanceof COSArray)) {
            return begin(original);
        }
        var known = copies.get(original);
        if (known != null || (original instanceof COSDictionary dictionary && isLeftOut(dictionary))) {
            return known;
        }
        COSBase shell =
                switch (original) {
                    case COSStream _ -> target.createCOSStream();
                    case COSArray _ -> new COSObject(new COSArray());
                    default -> new COSDictionary();
                };
        copies.put(original, shell);
        waiting.push(original);
        return shell;
    }

    private void fill(COSBase original) throws IOException {
        var shell = copies.get(original);
        if (original instanceof COSStream stream && shell instanceof COSStream copy) {
            filled(stream, copy);
            pack(stream, copy);
        } else if (original instanceof COSDictionary dictionary && shell instanceof COSDictionary copy) {
            filled(dictionary, copy);
        } else if (original instanceof COSArray array
                && shell instanceof COSObject reference
                && reference.getObject() instanceof COSArray copy) {
            filled(array, copy);
        }
    }

    private COSDictionary filled(COSDictionary original, COSDictionary copy) throws IOException {
        for (var entry : original.entrySet()) {
            var name = entry.getKey();
            if (!LEFT_OUT.contains(name.getName())
                    && !(original instanceof COSStream && OF_STREAMS.contains(name.getName()))) {
                copy.setItem(name, member(name, entry.getValue(), original));
            }
        }
        return copy;
    }

    private @Nullable COSBase member(COSName name, COSBase value, COSDictionary original) throws IOException {
        if (name.equals(OBJECT_CONTENT)) {
            return replacement(original.getDictionaryObject(name));
        }
        return NAMED_BY_THE_FILE.contains(name.getName())
                        && original.getDictionaryObject(name) instanceof COSDictionary members
                        && !(members instanceof COSStream)
                ? everyMember(members, !(value instanceof COSObject))
                : begin(value);
    }

    private COSDictionary everyMember(COSDictionary original, boolean direct) throws IOException {
        var known = named.get(original);
        if (known != null) {
            return known;
        }
        var copy = new COSDictionary();
        copy.setDirect(direct);
        named.put(original, copy);
        for (var entry : original.entrySet()) {
            copy.setItem(entry.getKey(), begin(entry.getValue()));
        }
        return copy;
    }

    private COSArray filled(COSArray original, COSArray copy) throws IOException {
        for (var value : original) {
            var made = begin(value);
            copy.add(made == null ? COSNull.NULL : made);
        }
        return copy;
    }

    private static boolean isLeftOut(COSDictionary original) {
        return TYPES.contains(name(original, COSName.TYPE))
                || ACTIONS.contains(name(original, COSName.S))
                || name(original, COSName.SUBTYPE).equals("PS")
                || original.containsKey(COSName.JS);
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }

    private void pack(COSStream original, COSStream copy) throws IOException {
        require(original);
        var unpacking = new Unpacking(original, allowance);
        var picture = unpacking.picture();
        if (picture == null) {
            packed(unpacking, copy);
        } else {
            try (var out = allowance.kept(copy.createRawOutputStream())) {
                out.write(Jpeg.checked(unpacking.whole(Allowance.MOST_KEPT), allowance));
            }
            copy.setItem(COSName.FILTER, picture);
            copy.setItem(COSName.DECODE_PARMS, begin(unpacking.pictureParameters()));
        }
    }

    private void packed(Unpacking unpacking, COSStream copy) throws IOException {
        try (var out = new DeflaterOutputStream(allowance.kept(copy.createRawOutputStream()))) {
            unpacking.predictedTo(out, LARGEST_STREAM);
        }
        copy.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        if (unpacking.isPredicted()) {
            copy.setItem(COSName.DECODE_PARMS, unpacking.predictor());
        }
    }

    /** A picture says how much memory whoever shows it has to have. */
    private static void require(COSStream stream) {
        var width = Math.min(stream.getLong(COSName.WIDTH, 1), MOST_PIXELS);
        var height = Math.min(stream.getLong(COSName.HEIGHT, 1), MOST_PIXELS);
        if (width * height > MOST_PIXELS) {
            throw new Allowance.Exceeded();
        }
    }
}
