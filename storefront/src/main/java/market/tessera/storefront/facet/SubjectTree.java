package market.tessera.storefront.facet;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tree that codes of subjects make: broad fields are always listed, narrower ones below what is selected. */
public final class SubjectTree {
    private static final String BROAD = "(ISCED-F|CIP|ANZSCED):[0-9]{2}";

    private SubjectTree() {}

    /** Regular expression of the values to count. */
    public static String listed(List<String> selected) {
        var patterns = new LinkedHashSet<>(List.of(BROAD, Facet.UNDISCLOSED));
        selected.stream().filter(value -> !value.equals(Facet.UNDISCLOSED)).forEach(value -> {
            for (String at = value; !at.isEmpty(); at = parent(at)) {
                patterns.add(children(at));
            }
        });
        return String.join("|", patterns);
    }

    /** 0 for a broad field. */
    public static int depth(String value) {
        var depth = 0;
        for (var at = parent(value); !at.isEmpty(); at = parent(at)) {
            depth++;
        }
        return depth;
    }

    /** Each value after the one it belongs to; broad fields as they come. */
    public static <T> List<T> inOrder(List<T> values, java.util.function.Function<T, String> name) {
        Set<String> present = new LinkedHashSet<>(values.stream().map(name).toList());
        return values.stream()
                .filter(value -> !present.contains(parent(name.apply(value))))
                .flatMap(root -> withChildren(root, values, name))
                .toList();
    }

    private static <T> Stream<T> withChildren(T of, List<T> values, java.util.function.Function<T, String> name) {
        var children = values.stream()
                .filter(value -> parent(name.apply(value)).equals(name.apply(of)))
                .sorted(Comparator.comparing(name))
                .flatMap(child -> withChildren(child, values, name));
        return Stream.concat(Stream.of(of), children);
    }

    /** Empty for a broad field and for what is no code. */
    private static String parent(String value) {
        var colon = value.indexOf(':');
        var code = value.substring(colon + 1);
        if (colon < 0 || code.length() <= 2) {
            return "";
        }
        var shorter =
                switch (value.substring(0, colon)) {
                    case "CIP" -> code.length() > 5 ? 5 : 2;
                    case "ANZSCED" -> code.length() > 4 ? 4 : 2;
                    default -> code.length() - 1;
                };
        return value.substring(0, colon + 1 + shorter);
    }

    private static String children(String value) {
        var literal = value.replace(".", "\\.");
        if (value.startsWith("CIP:")) {
            return literal + (value.length() <= "CIP:11".length() ? "\\.[0-9]{2}" : "[0-9]{2}");
        }
        return literal + (value.startsWith("ANZSCED:") ? "[0-9]{2}" : "[0-9]");
    }
}
