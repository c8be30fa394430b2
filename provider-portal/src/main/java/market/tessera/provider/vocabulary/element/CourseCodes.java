package market.tessera.provider.vocabulary.element;

import java.util.Collection;

/** Codes of the courses in the provider's wider curriculum that an offering stands for, such as "ENG 204". */
public final class CourseCodes {
    private static final int LONGEST = 60;
    private static final int MOST = 30;

    private CourseCodes() {}

    /** @param property where they stand, for what cannot be taken */
    public static void write(Collection<String> codes, Transcript offering, String property) {
        codes.stream()
                .filter(code -> code.length() > LONGEST)
                .forEach(code -> offering.undisclosed(property, code, "is too long for a course code"));
        offering.list(
                "courseCodes",
                property,
                codes.stream()
                        .map(String::strip)
                        .filter(code -> !code.isEmpty() && code.length() <= LONGEST)
                        .map(Transcript.JSON::stringNode)
                        .toList(),
                MOST);
    }
}
