package market.tessera.provider.pdf;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.jspecify.annotations.Nullable;

/** Prints onto a page how its forms, stamps and drawings look (ISO 32000-1, 12.5.5): what they do is gone, what was filled in is not. */
final class Printing {
    private static final int MOST_OF_A_PAGE = 2_000;
    private static final int MOST = 20_000;
    /** Hidden, or not to be seen. */
    private static final int UNSEEN = 0b10_0010;

    private static final Set<String> SEEN = Set.of(
            "Circle",
            "FreeText",
            "Highlight",
            "Ink",
            "Line",
            "PolyLine",
            "Polygon",
            "Square",
            "Squiggly",
            "Stamp",
            "StrikeOut",
            "Underline",
            "Widget");

    private final Copying copying;
    private final Allowance allowance;
    private int printed;

    Printing(Copying copying, Allowance allowance) {
        this.copying = copying;
        this.allowance = allowance;
    }

    private record Look(COSName name, AffineTransform place) {}

    /** @param resources of the page as it is made; what is printed is added to them */
    void print(COSDictionary page, COSDictionary resources, OutputStream contents) throws IOException {
        for (var look : looks(page, resources)) {
            var numbers = new double[6];
            look.place().getMatrix(numbers);
            var matrix = DoubleStream.of(numbers)
                    .mapToObj(number -> String.format(Locale.ROOT, "%.5f", number))
                    .collect(Collectors.joining(" "));
            contents.write("q %s cm /%s Do Q\n"
                    .formatted(matrix, look.name().getName())
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private List<Look> looks(COSDictionary page, COSDictionary resources) throws IOException {
        var looks = new ArrayList<Look>();
        if (page.getDictionaryObject(COSName.ANNOTS) instanceof COSArray annotations) {
            for (var at = 0; at < Math.min(MOST_OF_A_PAGE, annotations.size()) && printed < MOST; at++) {
                allowance.step();
                var look = annotations.getObject(at) instanceof COSDictionary annotation && isSeen(annotation)
                        ? look(annotation, resources)
                        : null;
                if (look != null) {
                    looks.add(look);
                }
            }
        }
        return looks;
    }

    private static boolean isSeen(COSDictionary annotation) {
        return annotation.getDictionaryObject(COSName.SUBTYPE) instanceof COSName kind
                && SEEN.contains(kind.getName())
                && (annotation.getInt(COSName.F, 0) & UNSEEN) == 0;
    }

    private @Nullable Look look(COSDictionary annotation, COSDictionary resources) throws IOException {
        var stream = appearance(annotation);
        var place = stream == null ? null : place(new PDAppearanceStream(stream), annotation);
        var copy = place == null ? null : copying.copy(stream);
        if (place == null || copy == null) {
            return null;
        }
        var name = COSName.getPDFName("Printed" + ++printed);
        pictures(resources).setItem(name, copy);
        return new Look(name, place);
    }

    private static COSDictionary pictures(COSDictionary resources) {
        if (resources.getDictionaryObject(COSName.XOBJECT) instanceof COSDictionary known) {
            return known;
        }
        var pictures = new COSDictionary();
        pictures.setDirect(true);
        resources.setItem(COSName.XOBJECT, pictures);
        return pictures;
    }

    /** As it looks in the state that it is in. */
    private static @Nullable COSStream appearance(COSDictionary annotation) {
        var normal = annotation.getDictionaryObject(COSName.AP) instanceof COSDictionary looks
                ? looks.getDictionaryObject(COSName.N)
                : null;
        COSBase stated = normal instanceof COSDictionary states
                        && !(normal instanceof COSStream)
                        && annotation.getDictionaryObject(COSName.AS) instanceof COSName state
                ? states.getDictionaryObject(state)
                : normal;
        return stated instanceof COSStream stream ? stream : null;
    }

    private static @Nullable AffineTransform place(PDAppearanceStream look, COSDictionary annotation) {
        if (!(look.getCOSObject().getDictionaryObject(COSName.BBOX) instanceof COSArray box)
                || box.size() != 4
                || !(annotation.getDictionaryObject(COSName.RECT) instanceof COSArray corners)
                || corners.size() != 4) {
            return null;
        }
        var drawn = new PDRectangle(box).transform(look.getMatrix()).getBounds2D();
        var target = new PDRectangle(corners);
        if (drawn.getWidth() <= 0 || drawn.getHeight() <= 0) {
            return null;
        }
        var place = AffineTransform.getTranslateInstance(target.getLowerLeftX(), target.getLowerLeftY());
        place.scale(target.getWidth() / drawn.getWidth(), target.getHeight() / drawn.getHeight());
        place.translate(-drawn.getX(), -drawn.getY());
        return place;
    }
}
