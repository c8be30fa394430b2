package market.tessera.provider.pathwaypage;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.elements.Difference;
import market.tessera.provider.elements.Differences;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.elements.ElementWords.Said;
import market.tessera.provider.elements.Field;
import market.tessera.provider.elements.Section;
import market.tessera.provider.pathway.Lack;
import market.tessera.provider.pathway.Lack.Gone;
import market.tessera.provider.pathway.Lack.MoreThanParts;
import market.tessera.provider.pathway.Lack.NotPublic;
import market.tessera.provider.pathway.Lack.TooFewParts;
import market.tessera.provider.pathway.Lack.TooFewPoints;
import market.tessera.provider.pathway.Parts.Part;
import market.tessera.provider.pathwayedition.PathwayContent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a pathway says, in the reader's language. */
@Component
class PathwayWords {
    private final ElementWords words;
    private final MessageSource messages;

    PathwayWords(ElementWords words, MessageSource messages) {
        this.words = words;
        this.messages = messages;
    }

    /** Names of all that a pathway may say. */
    static List<String> elements() {
        return Stream.concat(
                        Section.PATHWAY.stream()
                                .flatMap(section -> section.fields().stream())
                                .map(Field::name),
                        Stream.of("offerings", "pathways"))
                .toList();
    }

    String label(String element, Locale locale) {
        return word("field.pathway." + element, locale);
    }

    /** Everything that says something, in the order of the editor; parts by their titles. */
    List<Said> all(PathwayContent content, Map<UUID, Part> parts, Locale locale) {
        var all = new ArrayList<>(words.all("pathway.", Section.PATHWAY, content.terms(), locale));
        said("offerings", content.offerings(), parts, locale).ifPresent(all::add);
        said("pathways", content.pathways(), parts, locale).ifPresent(all::add);
        return List.copyOf(all);
    }

    private Optional<Said> said(String element, List<UUID> ids, Map<UUID, Part> parts, Locale locale) {
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new Said(
                        element,
                        word("field.pathway." + element, locale),
                        ids.stream().map(id -> title(parts.get(id), locale)).collect(joining("\n"))));
    }

    private String title(@Nullable Part part, Locale locale) {
        if (part == null) {
            return word("pathway.part.gone", locale);
        }
        return part.provider() == null ? part.title() : word("pathway.part.of", locale, part.title(), part.provider());
    }

    /** @param parts of both */
    List<Difference> between(PathwayContent before, PathwayContent after, Map<UUID, Part> parts, Locale locale) {
        var older = byElement(before, parts, locale);
        var newer = byElement(after, parts, locale);
        var labels = new LinkedHashMap<String, String>();
        older.values().forEach(said -> labels.put(said.element(), said.label()));
        newer.values().forEach(said -> labels.put(said.element(), said.label()));
        return labels.entrySet().stream()
                .filter(label -> !Objects.equals(text(older, label.getKey()), text(newer, label.getKey())))
                .map(label -> Differences.between(
                        label.getKey(), label.getValue(), text(older, label.getKey()), text(newer, label.getKey())))
                .toList();
    }

    private SequencedMap<String, Said> byElement(PathwayContent content, Map<UUID, Part> parts, Locale locale) {
        return all(content, parts, locale).stream()
                .collect(toMap(Said::element, said -> said, (one, _) -> one, LinkedHashMap::new));
    }

    private static String text(Map<String, Said> all, String element) {
        return Optional.ofNullable(all.get(element)).map(Said::text).orElse("");
    }

    String lack(Lack lack, Locale locale) {
        return switch (lack) {
            case TooFewParts() -> word("pathway.lack.parts", locale);
            case MoreThanParts(var asked, var there) -> word("pathway.lack.n", locale, asked, there);
            case TooFewPoints(var asked, var reachable, var framework) ->
                word("pathway.lack.points", locale, asked.toPlainString(), reachable.toPlainString(), framework);
            case NotPublic(var titles) -> word("pathway.lack.notPublic", locale, String.join(", ", titles));
            case Gone() -> word("pathway.lack.gone", locale);
        };
    }

    String word(String key, Locale locale, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
