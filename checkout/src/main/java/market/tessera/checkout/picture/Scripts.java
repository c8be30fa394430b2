package market.tessera.checkout.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.text.AttributedString;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Letters of scripts that the typefaces lack, from the Noto fonts that ship with the program. How they join and in which direction they run is found by
 * the Java platform's own text layout (HarfBuzz).
 */
final class Scripts {
    /** Without rounding to anybody's pixels. */
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private static final Map<UnicodeScript, String> FILES = Stream.concat(
                    Stream.of(
                                    UnicodeScript.ARABIC,
                                    UnicodeScript.ARMENIAN,
                                    UnicodeScript.BENGALI,
                                    UnicodeScript.DEVANAGARI,
                                    UnicodeScript.ETHIOPIC,
                                    UnicodeScript.GEORGIAN,
                                    UnicodeScript.GUJARATI,
                                    UnicodeScript.GURMUKHI,
                                    UnicodeScript.HEBREW,
                                    UnicodeScript.KANNADA,
                                    UnicodeScript.KHMER,
                                    UnicodeScript.MALAYALAM,
                                    UnicodeScript.MYANMAR,
                                    UnicodeScript.SINHALA,
                                    UnicodeScript.TAMIL,
                                    UnicodeScript.TELUGU,
                                    UnicodeScript.THAI)
                            .map(script ->
                                    Map.entry(script, script.name().toLowerCase(java.util.Locale.ROOT) + ".ttf")),
                    Stream.of(UnicodeScript.HAN, UnicodeScript.HANGUL, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA)
                            .map(script -> Map.entry(script, "cjk.otf")))
            .collect(Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> "/checkout/fonts/noto-" + entry.getValue()));

    private static final Map<String, Font> FONTS = new ConcurrentHashMap<>();

    private Scripts() {}

    static boolean have(int letter) {
        return file(letter)
                .map(Scripts::font)
                .filter(font -> font.canDisplay(letter))
                .isPresent();
    }

    /**
     * A line of text with such letters in it, laid out.
     *
     * @param typeface of all other letters
     * @param size of the em, in the units of the drawing
     */
    static TextLayout layout(Typeface typeface, String text, double size) {
        var line = new AttributedString(text);
        var before = "";
        for (var at = 0; at < text.length(); ) {
            var letter = text.codePointAt(at);
            var end = at + Character.charCount(letter);
            before = joins(letter) && !before.isEmpty() ? before : fileOf(typeface, letter);
            line.addAttribute(TextAttribute.FONT, font(before).deriveFont((float) size), at, end);
            at = end;
        }
        return new TextLayout(line.getIterator(), EXACT);
    }

    private static String fileOf(Typeface typeface, int letter) {
        return typeface.owns(letter)
                ? typeface.files().get(typeface.fileOf(letter))
                : file(letter).orElseGet(() -> typeface.files().getLast());
    }

    /** Marks and joiners are of the letter before them. */
    private static boolean joins(int letter) {
        return UnicodeScript.of(letter) == UnicodeScript.INHERITED;
    }

    private static Optional<String> file(int letter) {
        return Optional.ofNullable(FILES.get(UnicodeScript.of(letter)));
    }

    private static Font font(String file) {
        return FONTS.computeIfAbsent(file, Scripts::read);
    }

    private static Font read(String file) {
        try (InputStream content = Objects.requireNonNull(Scripts.class.getResourceAsStream(file), file)) {
            return Font.createFont(Font.TRUETYPE_FONT, content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (FontFormatException broken) {
            throw new IllegalStateException(file, broken);
        }
    }
}
