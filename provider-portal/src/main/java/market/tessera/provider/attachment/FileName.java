package market.tessera.provider.attachment;

import java.util.regex.Pattern;

/** What a document is called where somebody saves it. */
final class FileName {
    /** What file systems, shells and headers understand as something else. */
    private static final Pattern UNUSUAL = Pattern.compile("[^\\p{L}\\p{M}\\p{N} ._()-]+");

    private static final int LONGEST = 100;

    private FileName() {}

    static String of(String title) {
        var plain = UNUSUAL.matcher(title).replaceAll(" ").strip().replaceAll("\\s+", " ");
        var shortened = plain.substring(
                0, plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length()))));
        var named = shortened.replaceAll("^[. ]+|[. ]+$", "");
        return (named.isEmpty() ? "document" : named) + ".pdf";
    }
}
