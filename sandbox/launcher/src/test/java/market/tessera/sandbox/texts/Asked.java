package market.tessera.sandbox.texts;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keys of texts that templates and code ask for, as far as it can be read from them. Of a key that is put together only pieces stand there.
 *
 * @param inTemplates whole, as {@code #{…}}
 * @param written all that could be a key or the first piece of one
 * @param beginnings that something is added to
 * @param ends that are added to something
 */
record Asked(Set<String> inTemplates, Set<String> written, Set<String> beginnings, Set<String> ends) {
    private static final Pattern WHOLE = Pattern.compile("#\\{([\\w.-]+)[}(]");
    private static final Pattern WRITTEN = Pattern.compile("[\"'#{]([\\w.%-]+)(?=[\"'}(])");
    private static final Pattern BEGINNING = Pattern.compile("[\"']([\\w.-]+[.-])[\"']\\s*\\+");
    private static final Pattern LONG_BEGINNING = Pattern.compile("[\\w-]+\\.[\\w-]+\\.(?:[\\w.-]*[.-])?");
    private static final Pattern END = Pattern.compile("[\"'](\\.[\\w.-]+)[\"']");
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|package) .*$");

    /** What the platform's letters add to their topic, and what is either so or not. */
    private static final Pattern COMMON_END =
            Pattern.compile("(?:\\.\\w+)?\\.(?:subject|action|(?:text|closing|row)\\.\\d+)|\\.(?:true|false)");

    /** Values of the catalogue have words of two pieces, the first of which is the name of what they are values of; between them may be a form of the word. */
    private static final Pattern VALUE = Pattern.compile("(\\w+)(\\.\\w+)?\\.[\\w-]+");

    static Asked by(String module, String... others) throws IOException {
        var sources = new StringBuilder();
        var templates = new HashSet<String>();
        for (var name : Stream.concat(Stream.of(module), Stream.of(others)).toList()) {
            var pages = Sources.templates(name);
            templates.addAll(all(WHOLE, pages));
            sources.append(pages).append(Sources.code(name));
        }
        var text = IMPORT.matcher(sources).replaceAll("");
        var written = all(WRITTEN, text);
        var beginnings = all(BEGINNING, text);
        written.stream().filter(LONG_BEGINNING.asMatchPredicate()).forEach(beginnings::add);
        return new Asked(templates, written, beginnings, all(END, text));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(toCollection(HashSet::new));
    }

    /** Whether somebody asks for that key, or could put it together. */
    boolean mayBe(String key) {
        return written.contains(key)
                || places(key, ".-").anyMatch(at -> beginnings.contains(key.substring(0, at + 1)))
                || places(key, ".").anyMatch(at -> written.contains(key.substring(0, at)) && isEnd(key.substring(at)))
                || isValue(key)
                || patterns(written).anyMatch(pattern -> pattern.matcher(key).matches());
    }

    private boolean isEnd(String rest) {
        return ends.contains(rest) || COMMON_END.matcher(rest).matches();
    }

    private boolean isValue(String key) {
        var value = VALUE.matcher(key);
        return value.matches()
                && written.contains(value.group(1))
                && (value.group(2) == null || ends.contains(value.group(2)));
    }

    private static IntStream places(String key, String of) {
        return IntStream.range(1, key.length()).filter(at -> of.indexOf(key.charAt(at)) >= 0);
    }

    private static Stream<Pattern> patterns(Collection<String> written) {
        return written.stream()
                .filter(piece -> piece.contains("%s") && piece.contains("."))
                .map(piece -> Pattern.compile(Pattern.quote(piece).replace("%s", "\\E.+\\Q")));
    }
}
