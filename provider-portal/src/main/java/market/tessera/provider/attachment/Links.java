package market.tessera.provider.attachment;

import java.io.IOException;
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
    private static final int MOST = 2_000;
    private static final int PRINTED = 4;
    private static final Pattern SAFE = Pattern.compile("(?i)(https?://|mailto:)[\\x21-\\x7e]{1,2000}");
    private static final List<COSName> NUMBERS =
            List.of(COSName.RECT, COSName.BORDER, COSName.C, COSName.getPDFName("QuadPoints"));

    private final Destinations destinations;
    private final Copying copying;

    Links(Destinations destinations, Copying copying) {
        this.destinations = destinations;
        this.copying = copying;
    }

    /** Null if there are none; every other kind of annotation is left out. */
    @Nullable
    COSArray of(COSDictionary page) throws IOException {
        var made = new COSArray();
        if (page.getDictionaryObject(COSName.ANNOTS) instanceof COSArray annotations) {
            for (var at = 0; at < Math.min(MOST, annotations.size()); at++) {
                if (annotations.getObject(at) instanceof COSDictionary annotation) {
                    add(annotation, made);
                }
            }
        }
        return made.size() == 0 ? null : made;
    }

    private void add(COSDictionary annotation, COSArray made) throws IOException {
        var link = COSName.getPDFName("Link").equals(annotation.getDictionaryObject(COSName.SUBTYPE))
                ? link(annotation)
                : null;
        if (link != null) {
            copying.replace(annotation, link);
            made.add(link);
        }
    }

    private @Nullable COSDictionary link(COSDictionary original) throws IOException {
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
        for (var name : NUMBERS) {
            if (original.getDictionaryObject(name) instanceof COSArray given) {
                link.setItem(name, numbers(given));
            }
        }
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
                && SAFE.matcher(address.getString()).matches()) {
            var made = new COSDictionary();
            made.setDirect(true);
            made.setItem(COSName.S, COSName.URI);
            made.setItem(COSName.URI, new COSString(address.getString()));
            return made;
        }
        return null;
    }

    private static COSArray numbers(COSArray given) {
        var numbers = new COSArray();
        for (var at = 0; at < given.size(); at++) {
            if (given.getObject(at) instanceof COSNumber number) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
