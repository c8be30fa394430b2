package market.tessera.sandbox.relevance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What people, or a catalogue's own keywords, say of how well documents answer queries. A file has a heading and, tab-separated, query, document,
 * grade and, if anybody cares, the kind of query. What is not judged counts as not relevant, which punishes every ranking alike.
 */
public record Judgements(List<Judged> queries) {
    private static final int QUERY = 0;
    private static final int DOCUMENT = 1;
    private static final int GRADE = 2;
    private static final int KIND = 3;

    /**
     * @param kind such as {@code typo}; empty if the file does not tell
     * @param grades by document; 1 is related, 2 good, 3 what was looked for
     */
    public record Judged(String query, String kind, Map<String, Integer> grades) {}

    /** Queries for the shipped sample catalogue, whose documents are named by their external ids. */
    public static Judgements ofSampleCatalogue() {
        var file = Objects.requireNonNull(Judgements.class.getResourceAsStream("/relevance/sample.judgements.tsv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return of(lines.lines().toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Judgements read(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Judgements of(List<String> lines) {
        var queries = new LinkedHashMap<String, Judged>();
        for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            var cells = line.split("\t", -1);
            if (cells.length <= GRADE || !cells[GRADE].matches("[0-3]")) {
                throw new IllegalArgumentException("Not a judgement: " + line);
            }
            var kind = cells.length > KIND ? cells[KIND] : "";
            queries.computeIfAbsent(cells[QUERY], query -> new Judged(query, kind, new LinkedHashMap<>()))
                    .grades()
                    .put(cells[DOCUMENT], Integer.valueOf(cells[GRADE]));
        }
        return new Judgements(new ArrayList<>(queries.values()));
    }
}
