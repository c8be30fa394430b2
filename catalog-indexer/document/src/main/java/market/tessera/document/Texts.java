package market.tessera.document;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.document.snapshot.Elements;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/** What can be found by words, without the signs of Markdown. */
record Texts(
        String title,
        @Nullable String summary,
        @Nullable String description,
        List<String> outcomes,
        List<String> skills) {
    private static final Set<String> ANALYSED =
            Set.of("en", "de", "fr", "es", "pt", "no", "nl", "it", "sv", "da", "fi");
    private static final List<String> UNSTATED = List.of("en");
    private static final Map<String, String> SAME_ANALYSIS = Map.of("nb", "no", "nn", "no");
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    static Texts of(Elements elements) {
        return new Texts(
                elements.title(),
                elements.summary(),
                plain(elements.description()),
                elements.outcomes(),
                elements.skills().stream().map(Elements.Skill::label).toList());
    }

    /**
     * What is analysed by the rules of a language.
     *
     * @param all everything that can be found by words, in one field: so rare words count as rare wherever they stand
     */
    record Stemmed(String title, List<String> skills, List<String> all) {}

    /**
     * The texts once for each language they may be written in. A text whose language nobody states is read as English: that is a rule of reading, no claim.
     *
     * @param others what can be found by words besides
     */
    Map<String, Stemmed> byLanguage(List<String> languages, Stream<String> others) {
        var own = Stream.of(
                Stream.of(title),
                Stream.ofNullable(summary),
                Stream.ofNullable(description),
                outcomes.stream(),
                skills.stream());
        var all = Stream.concat(own.flatMap(Function.identity()), others).toList();
        var texts = new HashMap<String, Stemmed>();
        (languages.isEmpty() ? UNSTATED : languages)
                .stream()
                        .map(language -> Locale.forLanguageTag(language).getLanguage())
                        .map(language -> SAME_ANALYSIS.getOrDefault(language, language))
                        .filter(ANALYSED::contains)
                        .forEach(language -> texts.put(language, new Stemmed(title, skills, all)));
        return texts;
    }

    static @Nullable String plain(@Nullable String markdown) {
        return markdown == null ? null : PLAIN.render(MARKDOWN.parse(markdown));
    }

    static List<String> labels(List<Elements.Code> codes) {
        return codes.stream().map(Elements.Code::label).filter(Objects::nonNull).toList();
    }
}
