package market.tessera.provider.elements;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What every element said when a form was filled, as short marks that the form carries along: of two people's changes they tell who has changed what.
 *
 * @param marks by element; none where a form carries none
 */
public record Marks(Map<String, String> marks) {
    private static final int BYTES = 6;
    private static final Pattern MARK = Pattern.compile("([A-Za-z]{1,40}):([0-9a-f]{12})");

    public static Marks of(Elements elements) {
        JsonNode json = CatalogueFormat.JSON.valueToTree(elements);
        return new Marks(Section.elements().stream()
                .collect(Collectors.toMap(name -> name, name -> mark(json.path(name)), (one, _) -> one, TreeMap::new)));
    }

    /** Of one value. */
    public static String mark(JsonNode value) {
        return HexFormat.of().formatHex(Arrays.copyOf(Digest.of(value.toString()), BYTES));
    }

    /** As {@link #text()} gives it; whatever else was sent says nothing. */
    public static Marks parse(@Nullable String text) {
        var marks = new TreeMap<String, String>();
        MARK.matcher(text == null ? "" : text).results().forEach(mark -> marks.put(mark.group(1), mark.group(2)));
        return new Marks(marks);
    }

    public String text() {
        return marks.entrySet().stream()
                .map(mark -> mark.getKey() + ":" + mark.getValue())
                .collect(Collectors.joining(" "));
    }

    public boolean knows(String element) {
        return marks.containsKey(element);
    }

    /** Whether all that these know is the same there. */
    public boolean agree(Marks other) {
        return marks.keySet().stream().allMatch(element -> agrees(element, other));
    }

    public boolean agrees(String element, Marks other) {
        return String.valueOf(marks.get(element)).equals(String.valueOf(other.marks.get(element)));
    }
}
