package market.tessera.platform.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The house's HTML of letters. Those with as many paragraphs, rows and so on differ in their words alone: the template is processed once for all of them,
 * with unguessable names in the place of the words, and filled in from then on. Processing it takes as long as signing a badge does.
 */
final class LetterHtml {
    private static final String TEMPLATE = "tessera/letter";
    /** Far more than there are kinds of letters: who could make up ever new ones must not fill the memory. */
    private static final int MOST = 500;

    /** Not to be met in words that anybody writes, and the same in HTML and in an address. */
    private static final String BLANK = "urn:blank:" + UUID.randomUUID() + ":";

    private static final Pattern BLANKS = Pattern.compile(BLANK + "(\\d+):");

    private final ITemplateEngine templates;
    private final Map<Shape, List<Piece>> forms = new ConcurrentHashMap<>();

    LetterHtml(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** What the template goes by, beside the words. */
    private record Shape(Locale locale, int paragraphs, int rows, boolean action, int closing) {
        static Shape of(Letter letter) {
            return new Shape(
                    letter.locale(),
                    letter.paragraphs().size(),
                    letter.rows().size(),
                    letter.action() != null,
                    letter.closing().size());
        }
    }

    /** @param word the number of the one that follows; null at the end */
    private record Piece(String html, @Nullable Integer word) {}

    String write(Letter letter) {
        var shape = Shape.of(letter);
        if (forms.size() >= MOST && !forms.containsKey(shape)) {
            return process(letter);
        }
        var words = words(letter);
        var html = new StringBuilder();
        for (var piece : forms.computeIfAbsent(shape, this::form)) {
            html.append(piece.html());
            if (piece.word() != null) {
                html.append(HtmlUtils.htmlEscape(words.get(piece.word()), "UTF-8"));
            }
        }
        return html.toString();
    }

    /** As the template has it. */
    String process(Letter letter) {
        var context = new Context(letter.locale());
        context.setVariable("letter", letter);
        return Objects.requireNonNull(templates.process(TEMPLATE, context));
    }

    private List<Piece> form(Shape shape) {
        var html = process(blank(shape));
        var pieces = new ArrayList<Piece>();
        var end = 0;
        for (var blank : BLANKS.matcher(html).results().toList()) {
            pieces.add(new Piece(html.substring(end, blank.start()), Integer.valueOf(blank.group(1))));
            end = blank.end();
        }
        pieces.add(new Piece(html.substring(end), null));
        return List.copyOf(pieces);
    }

    /** Takes its names in the order in which {@link #words} has the words. */
    private static Letter blank(Shape shape) {
        var numbers = new AtomicInteger();
        Supplier<String> name = () -> BLANK + numbers.getAndIncrement() + ":";
        return new Letter(
                "",
                "",
                shape.locale(),
                name.get(),
                times(shape.paragraphs(), name),
                times(shape.rows(), () -> new Row(name.get(), name.get())),
                shape.action() ? new Action(name.get(), URI.create(name.get())) : null,
                times(shape.closing(), name));
    }

    private static <T> List<T> times(int count, Supplier<T> one) {
        return IntStream.range(0, count).mapToObj(_ -> one.get()).toList();
    }

    private static List<String> words(Letter letter) {
        var action = letter.action();
        return Stream.of(
                        Stream.of(letter.subject()),
                        letter.paragraphs().stream(),
                        letter.rows().stream().flatMap(row -> Stream.of(row.label(), row.value())),
                        action == null
                                ? Stream.<String>empty()
                                : Stream.of(action.label(), action.target().toString()),
                        letter.closing().stream())
                .flatMap(words -> words)
                .toList();
    }
}
