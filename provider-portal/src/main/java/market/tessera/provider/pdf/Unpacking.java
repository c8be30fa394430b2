package market.tessera.provider.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the filters of a stream (ISO 32000-1, 7.4) within what is allowed. A photograph stays one, see {@link Jpeg}; a facsimile becomes plain pixels;
 * pictures that cannot be decoded here are not taken.
 */
final class Unpacking {
    /** Of what lies between two filters. */
    private static final long MOST_BETWEEN = 32L * 1024 * 1024;

    /** In samples; a predictor keeps two rows. */
    private static final int LONGEST_ROW = 100_000;

    private static final int MOST_FILTERS = 10;
    private static final int MOST_COLORS = 32;
    private static final int MOST_BITS = 16;

    private static final Set<String> GENERAL = Set.of(
            "FlateDecode",
            "Fl",
            "LZWDecode",
            "LZW",
            "ASCII85Decode",
            "A85",
            "ASCIIHexDecode",
            "AHx",
            "RunLengthDecode",
            "RL");
    private static final Set<String> PHOTOGRAPHS = Set.of("DCTDecode", "DCT");
    private static final Set<String> FACSIMILES = Set.of("CCITTFaxDecode", "CCF");
    private static final Set<String> UNREAD = Set.of("JPXDecode", "JBIG2Decode");
    private static final Set<COSName> NUMBERS_OF_FACSIMILES = Set.of(COSName.K, COSName.COLUMNS, COSName.ROWS);
    private static final Set<COSName> FLAGS_OF_FACSIMILES = Set.of(
            COSName.ENCODED_BYTE_ALIGN,
            COSName.BLACK_IS_1,
            COSName.getPDFName("EndOfLine"),
            COSName.getPDFName("EndOfBlock"));
    private static final int USUAL_COLUMNS = 1_728;
    private static final Set<COSName> OF_PREDICTORS =
            Set.of(COSName.PREDICTOR, COSName.COLORS, COSName.BITS_PER_COMPONENT, COSName.COLUMNS);

    private final COSStream stream;
    private final Allowance allowance;
    private final List<COSName> filters;

    /** No checked exception, as {@link Allowance.Exceeded}. */
    static final class UnreadPicture extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Unpacking(COSStream stream, Allowance allowance) throws IOException {
        this.stream = stream;
        this.allowance = allowance;
        this.filters = filters(stream.getFilters());
    }

    private static List<COSName> filters(@Nullable COSBase given) throws IOException {
        var names =
                switch (given) {
                    case null -> List.<COSName>of();
                    case COSName single -> List.of(single);
                    case COSArray several
                    when several.size() <= MOST_FILTERS ->
                        IntStream.range(0, several.size())
                                .mapToObj(several::getObject)
                                .flatMap(each -> each instanceof COSName name ? Stream.of(name) : Stream.empty())
                                .toList();
                    case COSBase _ -> throw new IOException("No filter");
                };
        for (var at = 0; at < names.size(); at++) {
            var name = names.get(at).getName();
            if (UNREAD.contains(name)) {
                throw new UnreadPicture();
            }
            var picture = PHOTOGRAPHS.contains(name) || FACSIMILES.contains(name);
            if (!GENERAL.contains(name) && !(picture && at == names.size() - 1)) {
                throw new IOException("A filter that is not known here");
            }
        }
        return names;
    }

    /** The decoder that is left when the others are undone; null if none is. */
    @Nullable
    COSName picture() {
        return !filters.isEmpty() && PHOTOGRAPHS.contains(filters.getLast().getName()) ? filters.getLast() : null;
    }

    /** What that decoder needs to know; null if nothing. */
    @Nullable
    COSBase pictureParameters() {
        return parameters(filters.size() - 1);
    }

    /** Whether rows stand in it as differences to those before them; they are kept so, since a picture is smaller that way. */
    boolean isPredicted() {
        return filters.size() == 1
                && GENERAL.contains(filters.getFirst().getName())
                && filters.getFirst().getName().startsWith("Fl")
                && predictor(0).getInt(COSName.PREDICTOR, 1) > 1;
    }

    COSDictionary predictor() {
        return predictor(0);
    }

    byte[] whole(long most) throws IOException {
        var whole = new ByteArrayOutputStream();
        plainTo(whole, most);
        return whole.toByteArray();
    }

    /** With everything undone that can be. */
    void plainTo(OutputStream out, long most) throws IOException {
        writeTo(out, most, false);
    }

    /** As {@link #plainTo}, but for the predictor where it {@link #isPredicted}. */
    void predictedTo(OutputStream out, long most) throws IOException {
        writeTo(out, most, isPredicted());
    }

    private void writeTo(OutputStream out, long most, boolean predicted) throws IOException {
        var general = picture() == null ? filters.size() : filters.size() - 1;
        var limited = allowance.unpacked(out, most);
        try (var raw = stream.createRawInputStream()) {
            InputStream from = raw;
            for (var at = 0; at < general - 1; at++) {
                var between = new ByteArrayOutputStream();
                undo(at, from, allowance.unpacked(between, MOST_BETWEEN), false);
                from = new ByteArrayInputStream(between.toByteArray());
            }
            if (general == 0) {
                from.transferTo(limited);
            } else {
                undo(general - 1, from, limited, predicted);
            }
        }
    }

    private void undo(int at, InputStream from, OutputStream to, boolean predicted) throws IOException {
        var wish = new COSDictionary();
        wish.setItem(COSName.FILTER, filters.get(at));
        if (FACSIMILES.contains(filters.get(at).getName())) {
            wish.setInt(COSName.HEIGHT, height());
            wish.setItem(COSName.DECODE_PARMS, facsimile(at));
        } else if (!predicted) {
            wish.setItem(COSName.DECODE_PARMS, predictor(at));
        }
        FilterFactory.INSTANCE.getFilter(filters.get(at)).decode(from, to, wish, 0);
    }

    private int height() {
        return stream.getInt(COSName.HEIGHT, COSName.H, 0);
    }

    /** What a facsimile is decoded by; its pixels are counted before there is room made for them. */
    private COSDictionary facsimile(int at) {
        var checked = new COSDictionary();
        checked.setDirect(true);
        if (parameters(at) instanceof COSDictionary given) {
            NUMBERS_OF_FACSIMILES.stream()
                    .filter(given::containsKey)
                    .forEach(name -> checked.setInt(name, given.getInt(name)));
            FLAGS_OF_FACSIMILES.stream()
                    .filter(given::containsKey)
                    .forEach(name -> checked.setBoolean(name, given.getBoolean(name, false)));
        }
        var columns = checked.getInt(COSName.COLUMNS, USUAL_COLUMNS);
        var rows = Math.max(height(), checked.getInt(COSName.ROWS, 0));
        if (columns < 1 || columns > LONGEST_ROW || rows < 0 || rows > LONGEST_ROW) {
            throw new Allowance.Exceeded();
        }
        allowance.decode((long) columns * rows);
        return checked;
    }

    /** The numbers that general filters go by. */
    private COSDictionary predictor(int at) {
        var checked = new COSDictionary();
        checked.setDirect(true);
        if (parameters(at) instanceof COSDictionary given) {
            OF_PREDICTORS.stream().filter(given::containsKey).forEach(name -> checked.setInt(name, given.getInt(name)));
            if (given.containsKey(COSName.EARLY_CHANGE)) {
                checked.setInt(COSName.EARLY_CHANGE, given.getInt(COSName.EARLY_CHANGE));
            }
        }
        var colors = checked.getInt(COSName.COLORS, 1);
        var bits = checked.getInt(COSName.BITS_PER_COMPONENT, 8);
        var columns = checked.getInt(COSName.COLUMNS, 1);
        if (colors > MOST_COLORS || bits > MOST_BITS || columns > LONGEST_ROW) {
            throw new Allowance.Exceeded();
        }
        return checked;
    }

    private @Nullable COSBase parameters(int at) {
        var given = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        return switch (given) {
            case COSArray several when at >= 0 && at < several.size() -> several.getObject(at);
            case COSDictionary single when filters.size() == 1 -> single;
            case null, default -> null;
        };
    }
}
