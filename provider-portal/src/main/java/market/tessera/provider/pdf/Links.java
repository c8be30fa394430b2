package market.tessera.provider.pdf;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** The links of a page, each made anew: to a place in the document, to an address of the web, or for writing a mail. */
final class Links {
    private static final int MOST_OF_A_PAGE = 2_000;
    private static final int MOST = 20_000;
    /** In bytes, of which a character may take two. */
    private static final int LONGEST_ADDRESS = 4_100;

    private static final int PRINTED = 4;
    private static final Pattern SAFE = Pattern.compile("(?i)(https?://|mailto:)[\\x21-\\x7e]{1,2000}");

    /** Eight enclose one line of text. */
    private static final COSName LINES = COSName.getPDFName("QuadPoints");

    private static final int MOST_OF_LINES = 1_000;
    private static final List<COSName> FOURS = List.of(COSName.RECT, COSName.BORDER, COSName.C);

    private final Destinations destinations;
    private final Copying copying;
    private final Allowance allowance;
    private int all;

    Links(Destinations destinations, Copying copying, Allowance allowance) {
        this.destinations = destinations;
        this.copying = copying;
        this.allowance = allowance;
    }

    /** Null if there are none; every other kind of annotation is left out. */
    @Nullable
    COSArray of(COSDictionary page) {
        var made = new COSArray();
        if (page.getDictionaryObject(COSName.ANNOTS) instanceof COSArray annotations) {
            for (var at = 0; at < Math.min(MOST_OF_A_PAGE, annotations.size()) && all < MOST; at++) {
                allowance.step();
                if (annotations.getObject(at) instanceof COSDictionary annotation) {
                    add(annotation, made);
                }
            }
        }
        return made.size() == 0 ? null : made;
    }

    private void add(COSDictionary annotation, COSArray made) {
        var link = COSName.getPDFName("Link").equals(annotation.getDictionaryObject(COSName.SUBTYPE))
                ? link(annotation)
                : null;
        if (link != null) {
            copying.replace(annotation, link);
            made.add(link);
            all++;
        }
    }

    private @Nullable COSDictionary link(COSDictionary original) {
        var link = new COSDictionary();
        var place = destinations.of(original);
        var address = address(original.getDictionaryObject(COSName.A));
        if (place != null) {
            link.setItem(COSName.DEST, place);
        } else if (address != null) {
            link.setItem(COSName.A, address);
        } else {
            return null;
        }
        link.setItem(COSName.TYPE, COSName.getPDFName("Annot"));
        link.setItem(COSName.SUBTYPE, COSName.getPDFName("Link"));
        link.setInt(COSName.F, PRINTED);
        FOURS.forEach(name -> link.setItem(name, numbers(original, name, 4)));
        link.setItem(LINES, numbers(original, LINES, MOST_OF_LINES));
        if (original.getDictionaryObject(COSName.STRUCT_PARENT) instanceof COSNumber number) {
            link.setInt(COSName.STRUCT_PARENT, number.intValue());
        }
        if (original.getDictionaryObject(COSName.CONTENTS) instanceof COSString words) {
            link.setItem(COSName.CONTENTS, words);
        }
        return link;
    }

    private static @Nullable COSDictionary address(@Nullable COSBase action) {
        if (action instanceof COSDictionary given
                && COSName.URI.equals(given.getDictionaryObject(COSName.S))
                && given.getDictionaryObject(COSName.URI) instanceof COSString address
                && address.getBytes().length <= LONGEST_ADDRESS
                && SAFE.matcher(address.getString()).matches()) {
            var made = new COSDictionary();
            made.setDirect(true);
            made.setItem(COSName.S, COSName.URI);
            made.setItem(COSName.URI, new COSString(address.getString()));
            return made;
        }
        return null;
    }

    private @Nullable COSArray numbers(COSDictionary original, COSName name, int most) {
        if (!(original.getDictionaryObject(name) instanceof COSArray given)) {
            return null;
        }
        var numbers = new COSArray();
        for (var at = 0; at < Math.min(most, given.size()); at++) {
            allowance.make();
            if (given.getObject(at) instanceof COSNumber number) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
