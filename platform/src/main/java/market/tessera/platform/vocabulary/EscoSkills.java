package market.tessera.platform.vocabulary;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The skills of ESCO, the European classification, as its portal hands them out for one language ({@code skills_en.csv}): a row per skill with
 * {@code conceptUri}, {@code preferredLabel} and {@code altLabels}, which are separated by line breaks inside the cell.
 */
public final class EscoSkills {
    private static final Set<String> NEEDED = Set.of("conceptUri", "preferredLabel", "altLabels");
    private static final Pattern NAME = Pattern.compile("(?:.*_)?([a-z]{2})\\.csv");
    private static final Pattern EXPLANATION = Pattern.compile("\\s*\\([^)]*\\)\\s*");
    private static final Pattern LINES = Pattern.compile("\\R");
    private static final int LONGEST_LABEL = 200;

    private EscoSkills() {}

    /** @param labels the preferred one first, then others that mean the same */
    public record Skill(String uri, List<String> labels) {}

    /** Cannot be used; the message says why. */
    public static final class UnusableFile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableFile(String message) {
            super(message);
        }
    }

    /** Such as {@code esco-en}, by the language in the file's name. */
    public static String source(Path file) {
        var name = NAME.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT));
        if (!name.matches()) {
            throw new UnusableFile("The file's name does not end in its language, as skills_en.csv does: " + file);
        }
        return "esco-" + name.group(1);
    }

    /**
     * All skills that have a label. A skill that is listed twice counts once.
     *
     * @throws UnusableFile if it is no such file
     */
    public static List<Skill> read(Path file) throws IOException {
        var skills = new LinkedHashMap<String, Skill>();
        try (var rows = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofNamedCsvRecord(file)) {
            for (var row : rows) {
                if (!row.getHeader().containsAll(NEEDED)) {
                    throw new UnusableFile(
                            "Not ESCO's skills: the columns %s are missing in %s".formatted(NEEDED, file));
                }
                skill(row).ifPresent(skill -> skills.putIfAbsent(skill.uri(), skill));
            }
        }
        if (skills.isEmpty()) {
            throw new UnusableFile("There is no skill in " + file);
        }
        return List.copyOf(skills.values());
    }

    private static java.util.Optional<Skill> skill(NamedCsvRecord row) {
        var uri = row.findField("conceptUri").orElse("").strip();
        var labels = Stream.concat(
                        row.findField("preferredLabel").stream(),
                        LINES.splitAsStream(row.findField("altLabels").orElse("")))
                .map(label -> EXPLANATION.matcher(label).replaceAll(" ").strip())
                .filter(label -> !label.isEmpty() && label.length() <= LONGEST_LABEL)
                .distinct()
                .toList();
        return uri.isEmpty() || labels.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(new Skill(uri, labels));
    }
}
