package market.tessera.provider.imports;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.provider.imports.Checked.Fault;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.PathwayTerms;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.ProviderProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;

/** Checks records against the catalogue format and says of each fault where it is. */
@Component
class EntryReader {
    private static final TypeReference<List<IntakeTerms>> INTAKES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Provenance>> PROVENANCE = new TypeReference<>() {};
    private static final TypeReference<List<String>> IDS = new TypeReference<>() {};
    private static final int LONGEST_REASON = 300;

    private final Validator validator;

    EntryReader(Validator validator) {
        this.validator = validator;
    }

    Checked<ProviderEntry> provider(ObjectNode node) {
        return check(node, rest -> {
            var externalId = text(rest.remove("externalId"));
            return new ProviderEntry(externalId, CatalogueFormat.JSON.treeToValue(rest, ProviderProfile.class));
        });
    }

    Checked<OfferingEntry> offering(ObjectNode node) {
        return check(node, rest -> {
            var externalId = text(rest.remove("externalId"));
            var provider = text(rest.remove("provider"));
            var intakes = part(rest, "intakes", INTAKES).orElse(List.of());
            var provenance = part(rest, "provenance", PROVENANCE).orElse(Map.of());
            return new OfferingEntry(
                    externalId, provider, CatalogueFormat.JSON.treeToValue(rest, Elements.class), intakes, provenance);
        });
    }

    Checked<PathwayEntry> pathway(ObjectNode node) {
        return check(node, rest -> {
            var externalId = text(rest.remove("externalId"));
            var provider = text(rest.remove("provider"));
            var offerings = part(rest, "offerings", IDS).orElse(List.of());
            return new PathwayEntry(
                    externalId, provider, CatalogueFormat.JSON.treeToValue(rest, PathwayTerms.class), offerings);
        });
    }

    private <T> Checked<T> check(ObjectNode node, Function<ObjectNode, T> reader) {
        var externalId = node.path("externalId").asString("");
        var known = externalId.isBlank() ? null : externalId;
        if (unstorable(node)) {
            return new Checked.Invalid<>(
                    known, List.of(new Fault(null, "contains a NUL character or half of a surrogate pair")));
        }
        try {
            var value = reader.apply(node);
            var faults = validator.validate(value).stream()
                    .map(EntryReader::fault)
                    .sorted(Comparator.comparing(fault -> String.valueOf(fault.field())))
                    .toList();
            return faults.isEmpty() ? new Checked.Valid<>(value) : new Checked.Invalid<>(known, faults);
        } catch (JacksonException misfit) {
            return new Checked.Invalid<>(known, List.of(new Fault(pointer(misfit), reason(misfit))));
        }
    }

    /** Text that PostgreSQL does not take. */
    private static boolean unstorable(JsonNode node) {
        if (node.isString()) {
            return unstorable(node.asString());
        }
        for (var member : node) {
            if (unstorable(member)) {
                return true;
            }
        }
        return false;
    }

    private static boolean unstorable(String text) {
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            var pair = at + 1 < text.length() && Character.isSurrogatePair(character, text.charAt(at + 1));
            if (character == 0 || (Character.isSurrogate(character) && !pair)) {
                return true;
            }
            at += pair ? 1 : 0;
        }
        return false;
    }

    private static String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.asString() : "";
    }

    private static <T> Optional<T> part(ObjectNode node, String name, TypeReference<T> type) {
        var part = node.remove(name);
        if (part == null || part.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CatalogueFormat.JSON.readerFor(type).readValue(part));
        } catch (JacksonException misfit) {
            misfit.prependPath(node, name);
            throw misfit;
        }
    }

    private static Fault fault(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return new Fault(
                path.replaceFirst("^(elements|profile|terms)\\.", "")
                        .replaceFirst("\\.(dated|priced)$", "")
                        .replaceFirst("^distinct$", "offerings"),
                violation.getMessage());
    }

    private static @Nullable String pointer(JacksonException misfit) {
        var path = new StringBuilder();
        for (var step : misfit.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static String reason(JacksonException misfit) {
        var reason =
                switch (misfit) {
                    case UnrecognizedPropertyException _ -> "is no member of the catalogue format";
                    case InvalidFormatException wrong
                    when wrong.getTargetType().isEnum() ->
                        "“%s” is not one of the values that the catalogue format knows".formatted(wrong.getValue());
                    case InvalidFormatException wrong -> "“%s” does not fit here".formatted(wrong.getValue());
                    default -> misfit.getOriginalMessage().lines().findFirst().orElse("does not fit here");
                };
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }
}
