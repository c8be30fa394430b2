package market.tessera.provider.sources;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was typed for a source. */
record SourceForm(
        @Nullable String provider,
        @Nullable String address,
        @Nullable String name,
        @Nullable String format,
        @Nullable String every,
        @Nullable String changes,
        @Nullable String token) {
    static final SourceForm EMPTY = new SourceForm(null, null, null, null, null, null, null);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final int LONGEST_TOKEN = 4_000;

    static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }

    Source.Every often() {
        return Stream.of(Source.Every.values())
                .filter(one -> one.key().equals(text(every)))
                .findFirst()
                .orElse(Source.Every.NEVER);
    }

    Source.Changes becoming() {
        return Stream.of(Source.Changes.values())
                .filter(one -> one.key().equals(text(changes)))
                .findFirst()
                .orElse(Source.Changes.USUAL);
    }

    @Nullable
    String bearer() {
        return text(token).isEmpty() ? null : text(token);
    }

    /** The field and what is wrong with it; the address is looked at elsewhere. */
    Map<String, String> mistakes() {
        var mistakes = new LinkedHashMap<String, String>();
        if (!NAME.matcher(text(name)).matches()) {
            mistakes.put("name", "sources.name.wrong");
        }
        if (text(token).length() > LONGEST_TOKEN || !text(token).matches("[\\x21-\\x7e]*")) {
            mistakes.put("token", "sources.token.wrong");
        }
        return mistakes;
    }
}
