package market.tessera.platform.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person wants to be called: any writing, one line. */
public record PersonName(String text) {
    private static final int LONGEST = 120;

    public static Optional<PersonName> parse(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip().replaceAll("\\s+", " ");
        var fits = !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
        return fits && !text.contains("://") ? Optional.of(new PersonName(text)) : Optional.empty();
    }
}
