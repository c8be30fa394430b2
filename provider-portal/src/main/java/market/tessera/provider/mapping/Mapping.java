package market.tessera.provider.mapping;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mapping file, ready to use. {@code docs/mappings.md} describes what can stand in one.
 */
public final class Mapping {
    private final File file;
    private final Template provider;
    private final Template offering;

    Mapping(File file, Template provider, Template offering) {
        this.file = file;
        this.provider = provider;
        this.offering = offering;
    }

    /**
     * The file as it is written.
     *
     * @param source name of the source that external ids belong to
     * @param inputs by name, the main one first; each offering comes from one of its rows
     * @param verified evidence for the providers it brings, if the operator accepts the source as such
     * @param tables value tables by name
     */
    record File(
            String name,
            @Nullable String title,
            String source,
            LinkedHashMap<String, Input> inputs,
            @Nullable String verified,
            @Nullable Map<String, Map<String, String>> tables,
            ObjectNode provider,
            ObjectNode offering,
            @Nullable List<Check> checks) {

        Map<String, Map<String, String>> tablesOrNone() {
            return tables == null ? Map.of() : tables;
        }

        List<Check> checksOrNone() {
            return checks == null ? List.of() : checks;
        }
    }

    /**
     * One of the files of an import.
     *
     * @param encodings tried in this order
     * @param key its column that names the main input's row it belongs to; none for the main input
     * @param to the main input's column that the key refers to
     * @param file its usual name, by which it is found beside the main file
     */
    public record Input(
            Format format,
            @Nullable List<String> encodings,
            @Nullable String delimiter,
            @Nullable String key,
            @Nullable String to,
            @Nullable String file) {

        @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
        public enum Format {
            CSV,
            JSON
        }

        public List<Charset> charsets() {
            return encodings == null
                    ? List.of(java.nio.charset.StandardCharsets.UTF_8)
                    : encodings.stream().map(Charset::forName).toList();
        }

        public char separator() {
            return delimiter == null ? ',' : delimiter.charAt(0);
        }
    }

    /**
     * Something that should hold in every row and is reported where it does not.
     *
     * @param columns whose texts must not contain {@code contains}, or whose numbers must add up to the one in {@code sum}
     */
    record Check(
            List<String> columns,
            @Nullable String contains,
            @Nullable String sum,
            String reason) {}

    public String name() {
        return file.name();
    }

    /** For people to read; its name where it has none. */
    public String title() {
        return Objects.requireNonNullElse(file.title(), file.name());
    }

    public String source() {
        return file.source();
    }

    public @Nullable String verified() {
        return file.verified();
    }

    public String mainInput() {
        return file.inputs().firstEntry().getKey();
    }

    public Map<String, Input> inputs() {
        return file.inputs();
    }

    public Input input(String name) {
        return Objects.requireNonNull(file.inputs().get(name), name);
    }

    /** The columns that an input has to have. */
    public Set<String> columns(String input) {
        var columns = new TreeSet<String>();
        provider.collectColumns(input, mainInput(), columns);
        offering.collectColumns(input, mainInput(), columns);
        if (input.equals(mainInput())) {
            file.checksOrNone().forEach(check -> {
                columns.addAll(check.columns());
                if (check.sum() != null) {
                    columns.add(check.sum());
                }
            });
            file.inputs().values().stream()
                    .map(Input::to)
                    .filter(Objects::nonNull)
                    .forEach(columns::add);
        } else {
            columns.add(Objects.requireNonNull(input(input).key()));
        }
        return columns;
    }

    /** The provider of a row in the catalogue format, or null if the row does not describe one. */
    public @Nullable MappedRecord provider(Row row) {
        var record = Evaluation.of(provider, row, Map.of());
        return record.node().path("name").isMissingNode() ? null : record;
    }

    /**
     * The offering of a row in the catalogue format.
     *
     * @param joined the rows of the other inputs that belong to it, by input
     */
    public MappedRecord offering(Row row, Map<String, List<Row>> joined) {
        var record = Evaluation.of(offering, row, joined);
        return record.with(Checks.notes(file.checksOrNone(), row));
    }
}
