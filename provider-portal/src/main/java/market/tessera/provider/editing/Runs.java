package market.tessera.provider.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.elements.Marks;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * What every run said when a form was filled, as short marks that the form carries along. Runs move while people have the form open, and one that is not in
 * it would be closed: what others have added or changed meanwhile is taken over first.
 *
 * @param marks of what runs said, by a mark of their ids
 */
record Runs(Map<String, String> marks) {
    private static final String HEAD = "runs";
    private static final Pattern MARK = Pattern.compile("([0-9a-f]{12}):([0-9a-f]{12})");

    static Runs of(List<IntakeTerms> stored) {
        var marks = new LinkedHashMap<String, String>();
        stored.forEach(run -> marks.put(id(run), mark(run)));
        return new Runs(marks);
    }

    /** As {@link #text()} gives it; null where a form carries none. */
    static @Nullable Runs parse(@Nullable String text) {
        if (text == null || !text.startsWith(HEAD)) {
            return null;
        }
        var marks = new LinkedHashMap<String, String>();
        MARK.matcher(text).results().forEach(mark -> marks.put(mark.group(1), mark.group(2)));
        return new Runs(marks);
    }

    String text() {
        return Stream.concat(
                        Stream.of(HEAD), marks.entrySet().stream().map(mark -> mark.getKey() + ":" + mark.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** What was typed, with what only others have changed; where both have changed a run, as it was typed. */
    List<IntakeTerms> merged(List<IntakeTerms> stored, List<IntakeTerms> typed) {
        var now = stored.stream().collect(Collectors.toMap(Runs::id, Function.identity(), (one, _) -> one));
        var named = typed.stream().map(Runs::id).collect(Collectors.toSet());
        var added = stored.stream().filter(run -> !marks.containsKey(id(run)) && !named.contains(id(run)));
        return Stream.concat(typed.stream().flatMap(run -> settled(run, now.get(id(run)))), added)
                .toList();
    }

    /** @param stored null if it is new, or others have taken it out: then what was typed into it meanwhile is one of its own */
    private Stream<IntakeTerms> settled(IntakeTerms typed, @Nullable IntakeTerms stored) {
        if (typed.externalId() == null) {
            return Stream.of(typed);
        }
        var untouched = mark(typed).equals(marks.get(id(typed)));
        if (stored == null) {
            return untouched ? Stream.empty() : Stream.of(typed.withoutId());
        }
        return Stream.of(untouched ? stored : typed);
    }

    private static String id(IntakeTerms run) {
        return Marks.mark(StringNode.valueOf(Objects.requireNonNullElse(run.externalId(), "")));
    }

    private static String mark(IntakeTerms run) {
        return Marks.mark(CatalogueFormat.JSON.valueToTree(run));
    }
}
