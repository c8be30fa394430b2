package market.tessera.storefront.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opensearch.client.opensearch._types.FieldValue;

/**
 * A place between two results: it names the result beside it, not a number, so that it stays valid while the index changes.
 *
 * @param query fingerprint of the query it belongs to
 * @param near whether the results are those of the second, forgiving try
 * @param backward whether the page ends here instead of beginning here
 * @param position number of results before this place when the cursor was made
 * @param moment the point in time that is read on, if one is kept
 * @param beside sort values of the result next to it
 */
record Cursor(
        String query, boolean near, boolean backward, long position, Optional<String> moment, List<FieldValue> beside) {
    private static final String VERSION = "2";
    private static final String BETWEEN = "\n";
    private static final int PARTS_BEFORE_VALUES = 6;

    String encoded() {
        var values = beside.stream().map(Cursor::encoded).collect(Collectors.joining(BETWEEN));
        var text = String.join(
                BETWEEN,
                VERSION,
                query,
                flag(near),
                flag(backward),
                Long.toString(position),
                moment.orElse(""),
                values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it is not one of ours. */
    static Optional<Cursor> decode(String token) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(BETWEEN, -1);
            if (parts.length <= PARTS_BEFORE_VALUES || !parts[0].equals(VERSION)) {
                return Optional.empty();
            }
            var values = Arrays.stream(parts)
                    .skip(PARTS_BEFORE_VALUES)
                    .map(Cursor::decoded)
                    .toList();
            return Optional.of(new Cursor(
                    parts[1],
                    parts[2].equals("1"),
                    parts[3].equals("1"),
                    Long.parseLong(parts[4]),
                    Optional.of(parts[5]).filter(moment -> !moment.isEmpty()),
                    values));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }

    private static String flag(boolean value) {
        return value ? "1" : "0";
    }

    private static String encoded(FieldValue value) {
        return switch (value._kind()) {
            case Long -> "l" + value.longValue();
            case Double -> "d" + value.doubleValue();
            case String -> "s" + value.stringValue();
            case Boolean, Null -> throw new IllegalStateException("Nothing is sorted by " + value._kind());
        };
    }

    private static FieldValue decoded(String text) {
        var value = text.substring(1);
        return switch (text.charAt(0)) {
            case 'l' -> FieldValue.of(Long.parseLong(value));
            case 'd' -> FieldValue.of(Double.parseDouble(value));
            case 's' -> FieldValue.of(value);
            default -> throw new IllegalArgumentException("Not a sort value: " + text);
        };
    }
}
