package market.tessera.checkout.showcase;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.issuer.Issuer;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** A badge's picture: the design system's, as a file of its own. */
@Component
class BadgePicture {
    private static final int LONGEST_LINE = 20;
    private static final int MOST_LINES = 4;
    private static final Set<UnicodeScript> WIDE =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private final ITemplateEngine templates;

    BadgePicture(ITemplateEngine templates) {
        this.templates = templates;
    }

    String svg(Badge badge, Issuer issuer) {
        var context = new Context();
        context.setVariable("lines", lines(badge.title()));
        context.setVariable("provider", issuer.name());
        context.setVariable("hue", issuer.hue());
        return templates.process("tessera/components", Set.of("badge"), context).strip();
    }

    /** The title in up to four short lines; what does not fit is cut with an ellipsis. */
    static List<String> lines(String title) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : words(title)) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer) > LONGEST_LINE && !line.isEmpty()) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        if (lines.size() > MOST_LINES) {
            var last = lines.get(MOST_LINES - 1);
            lines.subList(MOST_LINES - 1, lines.size()).clear();
            lines.add(last + " …");
        }
        return List.copyOf(lines);
    }

    private static List<String> words(String title) {
        return Arrays.stream(title.strip().split("\\s+", -1))
                .flatMap(word -> width(word) > LONGEST_LINE ? pieces(word).stream() : Stream.of(word))
                .toList();
    }

    /** A word that is longer than a line, in pieces that fill one each, with room for a hyphen. */
    private static List<String> pieces(String word) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var letter : word.codePoints().toArray()) {
            var most = width(letter) > 1 ? LONGEST_LINE : LONGEST_LINE - 2;
            if (width(piece.toString()) + width(letter) >= most) {
                pieces.add(width(letter) > 1 ? piece.toString() : piece + "-");
                piece.setLength(0);
            }
            piece.appendCodePoint(letter);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** In letters of the Latin alphabet. */
    private static int width(String text) {
        return text.codePoints().map(BadgePicture::width).sum();
    }

    private static int width(int letter) {
        return WIDE.contains(UnicodeScript.of(letter)) ? 2 : 1;
    }
}
