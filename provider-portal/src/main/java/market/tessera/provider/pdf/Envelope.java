package market.tessera.provider.pdf;

import java.util.Optional;
import java.util.regex.Pattern;
import market.tessera.provider.media.Content;
import market.tessera.provider.media.Refusal;

/** How a PDF begins and ends. What has more before or behind it is another file as well, and is refused although nothing of that would be kept. */
final class Envelope {
    private static final Pattern HEADER = Pattern.compile("%PDF-[12]\\.\\d");
    private static final int HEADER_LENGTH = 8;
    private static final String END = "%%EOF";
    /** Where other readers look for the end. */
    private static final int LOOKED_AT = 1_024;

    private Envelope() {}

    /** Why it is not even opened; empty if it is. */
    static Optional<Refusal> fault(Content file) {
        if (file.size() == 0) {
            return Optional.of(Refusal.EMPTY);
        }
        if (!HEADER.matcher(file.text(0, HEADER_LENGTH)).matches()) {
            return Optional.of(file.text(0, LOOKED_AT).contains("%PDF-") ? Refusal.TWO_FILES : Refusal.NO_PDF);
        }
        var end = file.text(file.size() - LOOKED_AT, file.size());
        var at = end.lastIndexOf(END);
        if (at < 0) {
            return Optional.of(Refusal.BROKEN_PDF);
        }
        return end.substring(at + END.length()).chars().allMatch(Envelope::isBlank)
                ? Optional.empty()
                : Optional.of(Refusal.TWO_FILES);
    }

    private static boolean isBlank(int character) {
        return character == 0 || Character.isWhitespace(character);
    }
}
