package market.tessera.document.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;

/** The published tables that relate levels of national qualification frameworks to the European one. */
public final class EqfLevels {
    private final Map<String, Map<String, Integer>> tables;

    private EqfLevels(Map<String, Map<String, Integer>> tables) {
        this.tables = tables;
    }

    /** Reads lines of {@code framework | level=EQF level … | source}; {@code #} begins a comment. */
    public static EqfLevels read(Resource file) {
        try (var reader = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            var tables = new TreeMap<String, Map<String, Integer>>();
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", 3))
                    .forEach(cells -> tables.put(cells[0].strip(), table(cells[1].strip())));
            return new EqfLevels(tables);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Integer> table(String pairs) {
        var table = new TreeMap<String, Integer>();
        for (var pair : pairs.split(" ", -1)) {
            var sides = pair.split("=", 2);
            table.put(sides[0], Integer.valueOf(sides[1]));
        }
        return table;
    }

    /** The EQF level of a national one; empty where nobody has published it. */
    Optional<Integer> find(String framework, String level) {
        return Optional.ofNullable(tables.get(framework.strip().toUpperCase(Locale.ROOT)))
                .map(table -> table.get(level.strip().toUpperCase(Locale.ROOT)));
    }

    /** The tables themselves, always in the same order. */
    @Override
    public String toString() {
        return tables.toString();
    }
}
