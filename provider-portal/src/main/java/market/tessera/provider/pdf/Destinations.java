package market.tessera.provider.pdf;

import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** Places in a document that its links and its outline lead to (ISO 32000-1, 12.3.2). */
final class Destinations {
    private static final int LONGEST = 6;

    private final Map<String, COSArray> named;
    private final Copying copying;

    Destinations(Map<String, COSArray> named, Copying copying) {
        this.named = named;
        this.copying = copying;
    }

    /**
     * Where a link or an entry of the outline leads within the document.
     *
     * @return on the page as it was made; null if it leads nowhere in here
     */
    @Nullable
    COSArray of(COSDictionary source) {
        var stated = source.getDictionaryObject(COSName.DEST);
        if (stated != null) {
            return place(stated);
        }
        return source.getDictionaryObject(COSName.A) instanceof COSDictionary action
                        && COSName.getPDFName("GoTo").equals(action.getDictionaryObject(COSName.S))
                ? place(action.getDictionaryObject(COSName.D))
                : null;
    }

    private @Nullable COSArray place(@Nullable COSBase stated) {
        return switch (stated) {
            case COSArray explicit -> explicit(explicit);
            case COSName name -> named(name.getName());
            case COSString name when name.getBytes().length <= DestinationNames.LONGEST -> named(name.getString());
            case null, default -> null;
        };
    }

    private @Nullable COSArray named(String name) {
        var found = named.get(name);
        return found == null ? null : explicit(found);
    }

    private @Nullable COSArray explicit(COSArray stated) {
        if (stated.size() < 2 || !(copying.replacement(stated.getObject(0)) instanceof COSDictionary page)) {
            return null;
        }
        var made = new COSArray();
        made.add(page);
        for (var at = 1; at < Math.min(LONGEST, stated.size()); at++) {
            made.add(
                    switch (stated.getObject(at)) {
                        case COSName how -> how;
                        case COSNumber number -> number;
                        case null, default -> COSNull.NULL;
                    });
        }
        return made;
    }
}
