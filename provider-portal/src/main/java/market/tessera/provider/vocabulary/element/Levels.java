package market.tessera.provider.vocabulary.element;

import java.util.List;
import java.util.regex.Pattern;

/** Levels of qualification: with their framework, or in words that name it, such as {@code EQF 6}. */
public final class Levels {
    private static final Pattern WRITTEN = Pattern.compile(
            "(EQF|AQF|NZQF|NZQCF|RQF|SCQF|NFQ|NKR|DQR|HQF|HKQF|NQF|CQFW)\\s*(?:level)?\\s*([0-9]{1,2}(?:\\.5)?)",
            Pattern.CASE_INSENSITIVE);

    private Levels() {}

    public static void write(List<Term> terms, Transcript offering, String property) {
        for (var term : terms.stream().limit(1).toList()) {
            var written = WRITTEN.matcher(term.name().strip());
            if (written.matches()) {
                put(offering, written.group(1).toUpperCase(java.util.Locale.ROOT), written.group(2));
            } else if (term.framework() != null
                    && term.framework().length() <= 40
                    && term.name().length() <= 100) {
                put(offering, term.framework(), term.name());
            } else {
                offering.undisclosed(property, term.name(), "names no framework of levels");
            }
        }
        if (terms.size() > 1) {
            offering.note(property, "has %d levels; the first was taken".formatted(terms.size()));
        }
    }

    private static void put(Transcript offering, String framework, String value) {
        offering.set(
                "level",
                Transcript.JSON.objectNode().put("framework", framework).put("value", value));
    }
}
