package market.tessera.provider.vocabulary.element;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of a vocabulary, such as a CTDL alignment or a schema.org DefinedTerm.
 *
 * @param concept its name there without prefix, blanks and case, such as {@code inperson}; what it is called, if it has none
 * @param framework name or address of the vocabulary
 */
public record Term(
        String name,
        @Nullable String code,
        @Nullable String uri,
        String concept,
        @Nullable String framework) {
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}0-9]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int WORDS_OF_AN_OUTCOME = 4;
    private static final int LONGEST_OUTCOME = 500;
    private static final int LONGEST_SKILL = 200;

    public static Optional<Term> of(Thing thing) {
        var node = thing.anyText("targetNode", "targetUrl", "@id");
        var code = thing.anyText("codedNotation", "termCode", "statementCode");
        return thing.label()
                .or(() -> node)
                .or(() -> code)
                .map(name -> new Term(
                        name,
                        code.orElse(null),
                        node.filter(Thing::isAddress)
                                .orElse(thing.text("url")
                                        .filter(Thing::isAddress)
                                        .orElse(null)),
                        plain(node.filter(text -> !text.startsWith("_:"))
                                .map(Thing::localName)
                                .orElse(name)),
                        thing.anyText("frameworkName", "inDefinedTermSet", "educationalFramework", "framework")
                                .orElse(null)));
    }

    public static List<Term> of(Thing course, String... properties) {
        return course.things(Stream.of(properties))
                .flatMap(thing -> of(thing).stream())
                .toList();
    }

    public static String plain(String text) {
        return MARKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    public boolean isOf(String... frameworks) {
        var known = framework == null ? "" : plain(framework);
        return Stream.of(frameworks).anyMatch(known::contains);
    }

    /** A sentence is an outcome; a word or three, or an entry of a vocabulary, is a skill. */
    boolean isOutcome() {
        return uri == null && BLANKS.split(name.strip()).length >= WORDS_OF_AN_OUTCOME;
    }

    /** Puts what is taught into outcomes and skills. */
    public static void teach(List<Term> terms, Transcript offering, String property) {
        terms.stream()
                .filter(term -> term.name().length() > (term.isOutcome() ? LONGEST_OUTCOME : LONGEST_SKILL))
                .forEach(term -> offering.undisclosed(property, term.name(), "is too long"));
        offering.list(
                "outcomes",
                property,
                terms.stream()
                        .filter(term -> term.isOutcome() && term.name().length() <= LONGEST_OUTCOME)
                        .map(term -> Transcript.JSON.stringNode(term.name()))
                        .toList(),
                60);
        offering.list(
                "skills",
                property,
                terms.stream()
                        .filter(term -> !term.isOutcome() && term.name().length() <= LONGEST_SKILL)
                        .map(Term::skill)
                        .toList(),
                100);
    }

    private ObjectNode skill() {
        var skill = Transcript.JSON.objectNode().put("label", name);
        return uri == null ? skill : skill.put("uri", uri);
    }

    /** As subjects and occupations are given; only what has a code can be. */
    public ObjectNode classified(String scheme, String written) {
        var node = Transcript.JSON.objectNode().put("scheme", scheme).put("code", written);
        return name.equals(code) ? node : node.put("label", name);
    }
}
