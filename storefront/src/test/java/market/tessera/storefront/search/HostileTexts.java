package market.tessera.storefront.search;

import java.util.List;
import java.util.Random;

/** What people and programs type who mean no good, or no words. */
final class HostileTexts {
    private static final List<String> WORDS = List.of(
            "wind", "data", "nursing", "C++", "a-b.c/d", "naïve", "STRASSE", "ﬁne", "日本語", "שלום", "مرحبا", "हिन्दी",
            "ĳs");
    private static final List<String> QUOTES = List.of("\"", "\"wind", "'", "''", "“", "„", "`", "\"\"\"", "\\\"");
    private static final List<String> LUCENE = List.of(
            "AND",
            "OR NOT",
            "title:",
            "_exists_:title",
            "[1 TO",
            "{* TO *}",
            "~",
            "~9999",
            "^1e99",
            "*",
            "*wind*",
            "?",
            "+-",
            "&&",
            "||",
            "!",
            "(",
            ")",
            "((((((((",
            "_id:*",
            "<script>",
            "{\"query\":{\"match_all\":{}}}",
            "\\",
            "\\u0000",
            "doc['x'].value");
    private static final List<String> PATTERNS = List.of(
            "/.*/",
            "/(a+)+$/",
            "(a|aa)+b",
            "[[:alpha:]]{9999}",
            "^$",
            "(?<!x)y",
            "\\p{L}+",
            "(.*)*x",
            "%",
            "_",
            "${jndi:ldap://x}",
            "{{7*7}}");
    private static final List<String> CONTROLS = List.of(
            "\u0000", "\u0007", "\u001b[2J", "\r\n", "\t", "\u007f", "\u0085", "\uFFFF", "\uFFFE", "\uFEFF", "\u2028");
    private static final List<String> DIRECTIONS =
            List.of("\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u200e", "\u061c");
    private static final List<String> EMOJI = List.of(
            "😀",
            "👩🏽‍🚀",
            "🏳️‍🌈",
            "🇳🇴",
            "\uD83D",
            "\uDE00",
            "e\u0301\u0301\u0301",
            "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘");
    private static final List<String> LONG = List.of(
            "x".repeat(190), "wind ".repeat(39), "1".repeat(60), "a ".repeat(99), "é".repeat(100), "-".repeat(150));
    private static final List<List<String>> CLASSES =
            List.of(WORDS, QUOTES, LUCENE, PATTERNS, CONTROLS, DIRECTIONS, EMOJI, LONG);

    private HostileTexts() {}

    /** Up to six pieces in a row. */
    static String next(Random random) {
        var text = new StringBuilder();
        for (var pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
            var kind = CLASSES.get(random.nextInt(CLASSES.size()));
            text.append(kind.get(random.nextInt(kind.size()))).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }
}
