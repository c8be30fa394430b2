package market.tessera.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class LetterHtmlTests {
    private static final String TRICKY = "<b>\"Bo\" & 'Bea'</b> [[${x}]] \\1 $1 \u202e\ud83c\udf93";

    private final LetterHtml html = new LetterHtml(templates());

    @ParameterizedTest
    @MethodSource("letters")
    void saysWhatTheTemplateSaysTheFirstTimeAndLater(Letter letter) {
        assertThat(html.write(letter)).isEqualTo(html.process(letter));
        assertThat(html.write(letter)).isEqualTo(html.process(letter));
    }

    @Test
    void goesOnWhereThereAreMoreKindsThanItRemembers() {
        IntStream.range(0, 502).forEach(paragraphs -> {
            var letter = letter(Locale.ENGLISH, List.of(), null, paragraphs);

            assertThat(html.write(letter)).endsWith("</html>\n").contains("<p");
        });
    }

    static Stream<Letter> letters() {
        var rows = List.of(new Row("Total & tax", "NOK 3,900"), new Row("", TRICKY));
        var action = new Action("Open “it” <now>", URI.create("https://tessera.example/c?a=1&b='2'"));
        return Stream.of(
                letter(Locale.ENGLISH, rows, action, 2),
                letter(Locale.ENGLISH, List.of(), action, 1),
                letter(Locale.forLanguageTag("nb-NO"), rows, null, 0));
    }

    private static Letter letter(
            Locale locale, List<Row> rows, @org.jspecify.annotations.Nullable Action action, int paragraphs) {
        return new Letter(
                "key",
                "mara@example.org",
                locale,
                "Your badge: " + TRICKY,
                IntStream.range(0, paragraphs)
                        .mapToObj(number -> number + TRICKY)
                        .toList(),
                rows,
                action,
                List.of("Bye", ""));
    }

    private static TemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var templates = new TemplateEngine();
        templates.setTemplateResolver(resolver);
        templates.setDialect(new SpringStandardDialect());
        return templates;
    }
}
