package market.tessera.provider.elements;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One element of the catalogue format as a form asks for it. Its name is the member's name in the format, its words are in the message bundle
 * under {@code field.<name>}, parts under {@code field.<name>.<part>}.
 *
 * @param max most characters that can be typed; 0 where it does not apply
 * @param options of a choice, as the format writes them
 * @param parts of a group or of each row
 */
public record Field(String name, Kind kind, int max, boolean required, List<String> options, List<Field> parts) {

    /** What kind of value is typed. */
    public enum Kind {
        TEXT,
        AREA,
        MARKDOWN,
        /** A list, one entry a line. */
        LINES,
        /** A list of tags between commas or spaces. */
        TAGS,
        NUMBER,
        /** Money in major units of the currency that stands beside it. */
        AMOUNT,
        CURRENCY,
        ZONE,
        DATE,
        CHOICE,
        /** Yes, no, or not said. */
        FLAG,
        /** Carried along unseen. */
        HIDDEN,
        /** A number that is carried along unseen. */
        COUNTED,
        /** The address of a file that was uploaded on a page of its own; carried along as well. */
        FILE,
        GROUP,
        ROWS;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Field text(String name, int max) {
        return new Field(name, Kind.TEXT, max, false, List.of(), List.of());
    }

    static Field required(String name, int max) {
        return new Field(name, Kind.TEXT, max, true, List.of(), List.of());
    }

    static Field area(String name, int max) {
        return new Field(name, Kind.AREA, max, false, List.of(), List.of());
    }

    static Field single(String name, Kind kind) {
        return new Field(name, kind, 0, false, List.of(), List.of());
    }

    static Field choice(String name, List<String> options) {
        return new Field(name, Kind.CHOICE, 0, false, options, List.of());
    }

    /** A choice among the constants of an enum, which the format writes in kebab case. */
    static Field choice(String name, Class<? extends Enum<?>> type) {
        return choice(
                name,
                Arrays.stream(type.getEnumConstants())
                        .map(constant ->
                                constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    static Field group(String name, Field... parts) {
        return new Field(name, Kind.GROUP, 0, false, List.of(), List.of(parts));
    }

    static Field rows(String name, Field... parts) {
        return new Field(name, Kind.ROWS, 0, false, List.of(), List.of(parts));
    }

    /** Names under which the field's single values are typed. */
    Stream<String> names(String path, Typed typed) {
        return switch (kind) {
            case GROUP -> parts.stream().flatMap(part -> part.names(path + "." + part.name, typed));
            case ROWS ->
                IntStream.range(0, typed.rows(path))
                        .boxed()
                        .flatMap(row ->
                                parts.stream().flatMap(part -> part.names(path + "[" + row + "]." + part.name, typed)));
            case TEXT,
                    AREA,
                    MARKDOWN,
                    LINES,
                    TAGS,
                    NUMBER,
                    AMOUNT,
                    CURRENCY,
                    ZONE,
                    DATE,
                    CHOICE,
                    FLAG,
                    HIDDEN,
                    COUNTED,
                    FILE -> Stream.of(path);
        };
    }
}
