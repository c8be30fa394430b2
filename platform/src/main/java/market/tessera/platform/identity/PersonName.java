package market.tessera.platform.identity;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person wants to be called: any writing, one line. */
public record PersonName(String text) {
    private static final int LONGEST = 120;
    /** What mail programs make a link of: letters begin with the name, whoever has typed it. */
    private static final Pattern LINK = Pattern.compile("://|(?i:\\bwww\\.)|\\.\\p{L}{2,}/");

    public static Optional<PersonName> parse(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip().replaceAll("\\s+", " ");
        var fits = !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
        return fits && !LINK.matcher(text).find() ? Optional.of(new PersonName(text)) : Optional.empty();
    }
}
