package market.tessera.provider.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.provider.Digest;
import market.tessera.provider.reading.Archives;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.CsvLines;
import market.tessera.provider.reading.EncodingCheck;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.ObjectLines;
import market.tessera.provider.reading.SpooledInput;
import org.jspecify.annotations.Nullable;

/** What can be known of files before anything of them is read into the catalogue. */
public sealed interface Inspection {
    int ROWS_LOOKED_AT = 100;
    Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

    /**
     * @param fingerprint equal for equal files
     */
    record Fit(String source, List<SpooledInput> inputs, String fingerprint) implements Inspection {}

    /** One sentence each. */
    record Unfit(List<String> reasons) implements Inspection {}

    /**
     * Looks at spooled files, by input.
     *
     * @param sourceName what the sender calls the source, where the files do not say it
     */
    static Inspection of(@Nullable Mapping mapping, @Nullable String sourceName, Map<String, Path> files)
            throws IOException {
        try {
            for (var file : files.values()) {
                Archives.refuse(file);
            }
            if (mapping != null) {
                return mapped(mapping, files);
            }
            return files.containsKey(LinkedDataSource.INPUT)
                    ? linked(files.get(LinkedDataSource.INPUT), sourceName)
                    : files.containsKey(EduApiSource.INPUT)
                            ? eduApi(files.get(EduApiSource.INPUT), sourceName)
                            : catalogue(files);
        } catch (BrokenFile broken) {
            return new Unfit(List.of(String.valueOf(broken.getMessage())));
        }
    }

    private static Inspection catalogue(Map<String, Path> files) throws IOException {
        var file = files.get(CatalogueSource.INPUT);
        if (file == null || files.size() > 1) {
            return new Unfit(List.of("One file in the catalogue format is expected, or a mapping."));
        }
        EncodingCheck.encodingOf(file, List.of(StandardCharsets.UTF_8));
        var source =
                CatalogueLines.source(file).filter(name -> SOURCE.matcher(name).matches());
        if (source.isEmpty()) {
            return new Unfit(
                    List.of("The member “source” has to name the source: letters, digits, dots, hyphens, at most 80."));
        }
        var input = new SpooledInput(CatalogueSource.INPUT, file, "UTF-8", Files.size(file));
        return new Fit(source.get(), List.of(input), fingerprint(files));
    }

    private static Inspection linked(Path file, @Nullable String sourceName) throws IOException {
        if (PageMarkup.isPage(file)) {
            PageMarkup.extract(file);
        }
        EncodingCheck.encodingOf(file, List.of(StandardCharsets.UTF_8));
        if (!LinkedLines.hasCourses(file)) {
            return new Unfit(List.of("There is no course in it, neither of schema.org nor of CTDL."));
        }
        return named(LinkedDataSource.INPUT, file, sourceName);
    }

    private static Inspection eduApi(Path file, @Nullable String sourceName) throws IOException {
        EncodingCheck.encodingOf(file, List.of(StandardCharsets.UTF_8));
        new ObjectLines(file).close();
        return named(EduApiSource.INPUT, file, sourceName);
    }

    /** A source of which the file itself says no name; without one, all files of a format are one source. */
    private static Inspection named(String input, Path file, @Nullable String sourceName) throws IOException {
        var source = sourceName == null ? input : sourceName;
        if (!SOURCE.matcher(source).matches()) {
            return unnamed("The name of the source");
        }
        return new Fit(
                source,
                List.of(new SpooledInput(input, file, "UTF-8", Files.size(file))),
                fingerprint(Map.of(input, file)));
    }

    private static Unfit unnamed(String what) {
        return new Unfit(List.of(what + " has to consist of letters, digits, dots, hyphens, at most 80."));
    }

    private static Inspection mapped(Mapping mapping, Map<String, Path> files) throws IOException {
        var reasons = new ArrayList<String>();
        var inputs = new ArrayList<SpooledInput>();
        for (var name : mapping.inputs().keySet()) {
            var file = files.get(name);
            if (file == null) {
                reasons.add("The mapping “%s” needs a file for its input “%s”.".formatted(mapping.name(), name));
            } else {
                var encoding =
                        EncodingCheck.encodingOf(file, mapping.input(name).charsets());
                var input = new SpooledInput(name, file, encoding.name(), Files.size(file));
                inputs.add(input);
                reasons.addAll(missingColumns(mapping, input));
            }
        }
        files.keySet().stream()
                .filter(name -> !mapping.inputs().containsKey(name))
                .forEach(name -> reasons.add("The mapping “%s” has no input “%s”.".formatted(mapping.name(), name)));
        return reasons.isEmpty()
                ? new Fit(mapping.source(), inputs, fingerprint(files))
                : new Unfit(List.copyOf(reasons));
    }

    private static List<String> missingColumns(Mapping mapping, SpooledInput input) throws IOException {
        var missing = new LinkedHashSet<>(mapping.columns(input.name()));
        missing.removeAll(columns(mapping, input));
        return missing.isEmpty()
                ? List.of()
                : List.of("The mapping “%s” uses columns that the file does not have: %s."
                        .formatted(mapping.name(), String.join(", ", missing)));
    }

    /** A table names its columns once; objects may leave members out, so several are looked at. */
    private static Set<String> columns(Mapping mapping, SpooledInput input) throws IOException {
        var columns = new LinkedHashSet<String>();
        try (var lines = MappedSource.open(mapping, input)) {
            if (lines instanceof CsvLines table) {
                return table.columns().names();
            }
            for (var row = 0; row < ROWS_LOOKED_AT && lines.hasNext(); row++) {
                if (lines.next() instanceof Line.OfTable(var found)) {
                    columns.addAll(found.columns().names());
                }
            }
            return columns;
        }
    }

    private static String fingerprint(Map<String, Path> files) throws IOException {
        var digest = Digest.sha256();
        var block = new byte[64 * 1024];
        for (var file : new LinkedHashMap<>(files).entrySet()) {
            digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            try (InputStream content = Files.newInputStream(file.getValue())) {
                for (var count = content.read(block); count >= 0; count = content.read(block)) {
                    digest.update(block, 0, count);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
