package market.tessera.provider.mapping;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Finds mappings by name: those that ship as {@code mappings/NAME.yml}, and those in the folder {@code portal.imports.mappings}, which come
 * first. Value tables lie beside them as {@code tables/NAME.csv}, two columns, value and translation.
 */
@Component
public class Mappings {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,60}");

    private final @Nullable Path folder;

    Mappings(@Value("${portal.imports.mappings:}") String folder) {
        this.folder = folder.isBlank() ? null : Path.of(folder);
    }

    /** What came of looking for a mapping, or of reading one. */
    public sealed interface Outcome {
        /**
         * @param text the file, from which {@link #read} makes the same mapping again
         */
        record Ready(Mapping mapping, String text) implements Outcome {}

        /** There is none of that name. */
        record Missing(String name) implements Outcome {}

        /**
         * @param errors one sentence each
         */
        record Broken(List<String> errors) implements Outcome {}
    }

    public Outcome find(String name) {
        if (!NAME.matcher(name).matches()) {
            return new Outcome.Missing(name);
        }
        return resource(name + ".yml").map(this::content).map(this::read).orElseGet(() -> new Outcome.Missing(name));
    }

    /** Every mapping that there is, by name. Broken ones are left out. */
    public SortedMap<String, Mapping> all() {
        var found = new TreeMap<String, Mapping>();
        names().forEach(name -> {
            if (find(name) instanceof Outcome.Ready ready) {
                found.put(name, ready.mapping());
            }
        });
        return found;
    }

    private Set<String> names() {
        try {
            var names = new TreeSet<String>();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:mappings/*.yml")) {
                names.add(name(String.valueOf(file.getFilename())));
            }
            if (folder != null && Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(file -> file.endsWith(".yml"))
                            .map(Mappings::name)
                            .forEach(names::add);
                }
            }
            return names;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String name(String file) {
        return file.replaceFirst("\\.yml$", "");
    }

    /** A mapping from the text of its file. */
    public Outcome read(String text) {
        try {
            var file = CatalogueFormat.YAML.readValue(text, Mapping.File.class);
            return compile(file, text);
        } catch (JacksonException malformed) {
            return new Outcome.Broken(List.of("The mapping cannot be read: " + firstLine(malformed)));
        }
    }

    private Outcome compile(Mapping.File file, String text) {
        var errors = new ArrayList<String>();
        if (file.inputs() == null
                || file.inputs().isEmpty()
                || file.name() == null
                || file.source() == null
                || file.provider() == null
                || file.offering() == null) {
            return new Outcome.Broken(List.of("A mapping needs name, source, inputs, provider and offering"));
        }
        var joined = file.inputs().sequencedEntrySet().stream().skip(1).toList();
        joined.stream()
                .filter(input ->
                        input.getValue().key() == null || input.getValue().to() == null)
                .forEach(input -> errors.add("inputs.%s needs key and to".formatted(input.getKey())));
        var names = joined.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        var tables = new HashMap<>(file.tablesOrNone());
        var compiler = new TemplateCompiler(names, name -> tables.computeIfAbsent(name, this::table));
        var mapping = new Mapping(
                file,
                compiler.compileRoot(file.provider(), Shape.PROVIDER, "provider"),
                compiler.compileRoot(file.offering(), Shape.OFFERING, "offering"));
        errors.addAll(compiler.errors());
        return errors.isEmpty() ? new Outcome.Ready(mapping, text) : new Outcome.Broken(List.copyOf(errors));
    }

    private @Nullable Map<String, String> table(String name) {
        return NAME.matcher(name).matches()
                ? resource("tables/" + name + ".csv").map(this::rows).orElse(null)
                : null;
    }

    private Map<String, String> rows(Resource table) {
        var values = new HashMap<String, String>();
        try (var reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofCsvRecord(table.getInputStream(), StandardCharsets.UTF_8)) {
            reader.forEach(row -> values.put(row.getField(0), row.getField(1)));
            return values;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<Resource> resource(String file) {
        var own = folder == null ? null : new FileSystemResource(folder.resolve(file));
        if (own != null && Files.isReadable(own.getFile().toPath())) {
            return Optional.of(own);
        }
        return Optional.<Resource>of(new ClassPathResource("mappings/" + file)).filter(Resource::exists);
    }

    private String content(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String firstLine(JacksonException malformed) {
        var at = malformed.getLocation();
        var where = at == null || at.getLineNr() < 1 ? "" : " (line %d)".formatted(at.getLineNr());
        return malformed.getOriginalMessage().lines().findFirst().orElse("malformed") + where;
    }
}
