package market.tessera.provider.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A repair of which it can be shown that it restores what was meant. What cannot be shown is left alone. */
sealed interface Repair {
    /** The same text if there is nothing to repair. */
    String apply(String value);

    /** What was done, for the report and the provenance. */
    String rule();

    /** By its name in a mapping file, such as {@code stray-quotes} or {@code leading-zeros 6}. */
    @JsonCreator
    static Repair of(String name) {
        return switch (name) {
            case "stray-quotes" -> new StrayQuotes();
            case "mojibake" -> new Mojibake();
            case "web-address" -> new WebScheme();
            default -> {
                var zeros = LeadingZeros.NAME.matcher(name);
                if (!zeros.matches()) {
                    throw new IllegalArgumentException("there is no repair “%s”".formatted(name));
                }
                yield new LeadingZeros(Integer.parseInt(zeros.group(1)));
            }
        };
    }

    /** Quotation marks around the whole text, or one at its start that never closes. */
    record StrayQuotes() implements Repair {
        @Override
        public String apply(String value) {
            if (!value.startsWith("\"")) {
                return value;
            }
            var closing = value.indexOf('"', 1);
            if (closing < 0) {
                return value.substring(1).strip();
            }
            var wrapped = value.length() > 2 && value.endsWith("\"") && !closesWithin(value);
            return wrapped ? value.substring(1, value.length() - 1).strip() : value;
        }

        /** Whether the first mark after the start ends a quotation, as in {@code "A" and "B"}: then those around the text are no pair. */
        private static boolean closesWithin(String value) {
            for (var at = 1; at < value.length() - 1; at++) {
                if (value.charAt(at) == '"' && !betweenLetters(value, at)) {
                    return !opens(value, at);
                }
            }
            return false;
        }

        private static boolean betweenLetters(String value, int at) {
            return Character.isLetter(value.charAt(at - 1)) && Character.isLetter(value.charAt(at + 1));
        }

        private static boolean opens(String value, int at) {
            var before = value.charAt(at - 1);
            return Character.isWhitespace(before) || before == '(' || before == '/';
        }

        @Override
        public String rule() {
            return "stray quotation marks removed";
        }
    }

    /** UTF-8 that was read as Windows-1252: undone only if the bytes make valid UTF-8 again. */
    record Mojibake() implements Repair {
        private static final Charset WINDOWS = Charset.forName("windows-1252");
        private static final Pattern SUSPECT = Pattern.compile("[\\u00C2-\\u00F4][\\u0080-\\u00BF\\u0152-\\u2122]");

        @Override
        public String apply(String value) {
            if (!SUSPECT.matcher(value).find()) {
                return value;
            }
            try {
                ByteBuffer bytes = WINDOWS.newEncoder().encode(CharBuffer.wrap(value));
                return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            } catch (CharacterCodingException somethingElse) {
                return value;
            }
        }

        @Override
        public String rule() {
            return "character encoding restored";
        }
    }

    /** Zeros that a spreadsheet took from the front of a code of known length. */
    record LeadingZeros(int length) implements Repair {
        private static final Pattern NAME = Pattern.compile("leading-zeros (\\d{1,2})");

        @Override
        public String apply(String value) {
            var codeWithoutZero = value.length() == length - 1 && value.chars().allMatch(Character::isDigit);
            return codeWithoutZero ? "0" + value : value;
        }

        @Override
        public String rule() {
            return "leading zero restored";
        }
    }

    /** A host name and path without {@code http://}. */
    record WebScheme() implements Repair {
        private static final Pattern BARE =
                Pattern.compile("(?i)(www\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}(/\\S*)?");

        @Override
        public String apply(String value) {
            return BARE.matcher(value).matches() ? "http://" + value : value;
        }

        @Override
        public String rule() {
            return "web address completed";
        }
    }
}
