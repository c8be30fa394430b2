package market.tessera.sandbox.texts;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StylesheetTests {
    private static final Pattern BODY = Pattern.compile("(?s)/\\*.*?\\*/|\\{[^{}]*}");
    private static final Pattern STYLED = Pattern.compile("\\.([a-z][\\w-]*)");
    private static final Pattern WORD = Pattern.compile("([\\w-]+)");

    /** A class is put together where a page adds a value to its beginning: {@code status--} and {@code danger}. */
    private static final Pattern BEGINNING = Pattern.compile("[\\w-]+--(?:below|h)?");

    /** What htmx sets by itself. */
    private static final Set<String> OF_LIBRARIES = Set.of("htmx-indicator", "htmx-request");

    @Test
    void noClassIsStyledThatNoPageHas() throws IOException {
        var words = words();

        assertThat(styled()).filteredOn(name -> !isOnAPage(name, words)).isEmpty();
    }

    private static boolean isOnAPage(String name, Set<String> words) {
        var beginning = BEGINNING.matcher(name);
        return words.contains(name)
                || OF_LIBRARIES.contains(name)
                || (beginning.lookingAt() && words.contains(beginning.group()));
    }

    private static Set<String> styled() throws IOException {
        var rules = new StringBuilder();
        for (var module : Sources.MODULES) {
            rules.append(Sources.styles(module));
        }
        return all(STYLED, BODY.matcher(rules).replaceAll("{}"));
    }

    private static Set<String> words() throws IOException {
        var pages = new StringBuilder();
        for (var module : Sources.MODULES) {
            pages.append(Sources.templates(module)).append(Sources.code(module)).append(Sources.scripts(module));
        }
        return all(WORD, pages);
    }

    private static Set<String> all(Pattern pattern, CharSequence text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }
}
