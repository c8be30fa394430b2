package market.tessera.storefront.vocabulary;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words of a text, and the form in which they are compared. */
public final class Words {
    /** An ideograph is a word of its own. */
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{So}]|[\\p{L}\\p{N}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Words() {}

    /** Where each word is. */
    public static List<MatchResult> in(String text) {
        return WORD.matcher(text).results().toList();
    }

    /** Each word in lower case and without accents. */
    public static List<String> of(String text) {
        return in(text).stream().map(word -> folded(word.group())).toList();
    }

    static String key(String text) {
        return String.join(" ", of(text));
    }

    /** In lower case and without accents, as people type who are in a hurry. */
    public static String folded(String word) {
        var apart = Normalizer.normalize(word, Normalizer.Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
