package market.tessera.provider.elements;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.provider.CatalogueFormat;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Understands what was typed into the forms: what of it can be kept, and what is wrong with the rest. */
@Component
public class ElementForms {
    private final Validator validator;

    ElementForms(Validator validator) {
        this.validator = validator;
    }

    /**
     * @param value all that can be kept; what cannot is as it was before
     * @param mistakes by the name of the input; none if everything was kept
     */
    public record Understood<T>(T value, Typed typed, SequencedMap<String, Mistake> mistakes) {
        public boolean whole() {
            return mistakes.isEmpty();
        }
    }

    /** @param before what the offering says now */
    public Understood<Elements> elements(Typed typed, Elements before) {
        return understand(Section.OFFERING, typed, before, Elements.class);
    }

    /** The dated runs of an offering, as one value that can be checked. */
    public record Intakes(List<@Valid IntakeTerms> intakes) {
        public Intakes {
            intakes = intakes == null ? List.of() : List.copyOf(intakes);
        }
    }

    public Understood<Intakes> intakes(Typed typed, Intakes before) {
        return understand(Section.INTAKES, typed, before, Intakes.class);
    }

    /** What other sections ask for, as one value that can be checked. */
    public <T> Understood<T> understand(List<Section> sections, Typed raw, T before, Class<T> type) {
        var typed = raw.compact(sections);
        var reading = Reading.read(sections, typed);
        var mistakes = new LinkedHashMap<>(reading.mistakes());
        broken(sections, reading.json(), type).forEach(element -> mistakes.putIfAbsent(element, Mistake.UNREADABLE));
        var readable = with(reading.json(), before, elements(mistakes));
        validator
                .validate(convert(readable, type))
                .forEach(violation -> mistakes.putIfAbsent(input(violation), Mistake.of(violation)));
        return new Understood<>(convert(with(reading.json(), before, elements(mistakes)), type), typed, mistakes);
    }

    /** Elements that do not even have the shape of the format. */
    private static <T> List<String> broken(List<Section> sections, ObjectNode json, Class<T> type) {
        return sections.stream()
                .flatMap(section -> section.fields().stream())
                .map(Field::name)
                .filter(json::has)
                .filter(element -> !readable(json, element, type))
                .toList();
    }

    private static boolean readable(ObjectNode json, String element, Class<?> type) {
        try {
            var alone = CatalogueFormat.JSON.createObjectNode();
            alone.set(element, json.get(element));
            convert(alone, type);
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }

    private static SequencedSet<String> elements(SequencedMap<String, Mistake> mistakes) {
        return mistakes.keySet().stream()
                .map(input -> input.split("[.\\[]", 2)[0])
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static ObjectNode with(ObjectNode json, Object before, SequencedSet<String> kept) {
        var result = json.deepCopy();
        var old = (ObjectNode) CatalogueFormat.JSON.<tools.jackson.databind.JsonNode>valueToTree(before);
        kept.forEach(element -> {
            result.remove(element);
            if (old.has(element)) {
                result.set(element, old.get(element));
            }
        });
        return result;
    }

    private static <T> T convert(ObjectNode json, Class<T> type) {
        return CatalogueFormat.JSON.treeToValue(json, type);
    }

    /** {@code languages[1].<list element>} was typed into {@code languages}; a rule about a whole row is shown at its first input. */
    private static String input(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return Stream.of("dated", "priced").anyMatch(path::endsWith)
                ? path.replaceAll("dated$", "starts").replaceAll("priced$", "price.amount")
                : path.replaceAll("(\\[\\d+])?\\.<(list|iterable) element>$", "");
    }
}
