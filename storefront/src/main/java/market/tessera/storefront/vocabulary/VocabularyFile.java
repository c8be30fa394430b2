package market.tessera.storefront.vocabulary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.storefront.vocabulary.Vocabulary.Entry;
import org.springframework.core.io.ClassPathResource;

/** The vocabulary that ships with the storefront. */
final class VocabularyFile {
    private static final String ONE_WAY = "=>";

    private VocabularyFile() {}

    static List<Entry> entries() {
        return lines("vocabulary.txt").map(VocabularyFile::entry).toList();
    }

    static Set<String> askingWords() {
        return lines("asking-words.txt")
                .flatMap(line -> Words.of(line).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Entry entry(String line) {
        var sides = line.split(ONE_WAY, -1);
        return switch (sides.length) {
            case 1 -> Entry.same(terms(line));
            case 2 -> Entry.oneWay(terms(sides[0]), terms(sides[1]));
            default -> throw new IllegalArgumentException("Not a line of a vocabulary: " + line);
        };
    }

    private static List<String> terms(String side) {
        return Arrays.stream(side.split(",", -1)).map(String::strip).toList();
    }

    private static Stream<String> lines(String name) {
        try {
            return new ClassPathResource("storefront/" + name)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
