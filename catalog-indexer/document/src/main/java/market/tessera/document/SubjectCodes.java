package market.tessera.document;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.document.snapshot.Elements;

/** A subject's code and the codes of everything it lies in, so that whoever filters by a field finds its branches. */
final class SubjectCodes {
    private SubjectCodes() {}

    /** From the broadest to the code itself, each as {@code scheme:code}. */
    static Stream<String> withAncestors(Elements.Code subject) {
        var scheme = subject.scheme().strip().toUpperCase(Locale.ROOT);
        var code = subject.code().strip();
        return Stream.concat(
                        lengths(scheme).stream().filter(length -> length < code.length()), Stream.of(code.length()))
                .map(length -> scheme + ":" + withoutPoint(code.substring(0, length)));
    }

    /** Where the classifications cut their codes: ISCED-F 06|1|3, ANZSCED 02|01|03, CIP 11.|01|01. */
    private static List<Integer> lengths(String scheme) {
        return switch (scheme) {
            case "ISCED-F" -> List.of(2, 3);
            case "ANZSCED" -> List.of(2, 4);
            case "CIP" -> IntStream.of(2, 5).boxed().toList();
            default -> List.of();
        };
    }

    private static String withoutPoint(String code) {
        return code.endsWith(".") ? code.substring(0, code.length() - 1) : code;
    }
}
