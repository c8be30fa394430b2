package market.tessera.provider.mapping;

/** Shortens text without cutting words. */
public final class Sentences {
    private Sentences() {}

    /** The whole text on one line if it fits, else as many whole sentences as fit, else as many words and an ellipsis. */
    public static String shorten(String text, int longest) {
        var line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= longest) {
            return line;
        }
        var sentence = lastSentenceEnd(line, longest);
        if (sentence > longest / 3) {
            return line.substring(0, sentence);
        }
        var word = line.lastIndexOf(' ', longest - 1);
        var end = word > longest / 2 ? word : longest - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static int lastSentenceEnd(String line, int longest) {
        for (var end = Math.min(longest, line.length() - 1); end > 0; end--) {
            if (line.charAt(end) == ' ' && ".!?".indexOf(line.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return 0;
    }
}
