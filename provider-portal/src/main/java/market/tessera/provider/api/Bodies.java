package market.tessera.provider.api;

import java.util.List;
import java.util.Set;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.elements.FormatCheck.Checked;
import market.tessera.provider.elements.FormatCheck.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests, read strictly: what is not known is refused, never ignored. */
public final class Bodies {
    private Bodies() {}

    public static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw Problem.invalid(List.of(Violation.pointer("", "The body is not a JSON object")));
    }

    public static ObjectNode orEmpty(@Nullable JsonNode body) {
        return body == null || body.isNull() ? JsonNodeFactory.instance.objectNode() : object(body);
    }

    /** @throws Problem 400 if the object has other members */
    public static void only(ObjectNode object, Set<String> known) {
        var others = object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .map(name -> Violation.pointer("/" + name, "is not known here"))
                .toList();
        if (!others.isEmpty()) {
            throw Problem.invalid(others);
        }
    }

    /** @throws Problem 400 with every fault, its place given below {@code pointer} */
    public static <T> T fitting(Checked<T> checked, String pointer) {
        return switch (checked) {
            case Checked.Fits<T>(var value) -> value;
            case Checked.Misfit<T>(var faults) ->
                throw Problem.invalid(
                        faults.stream().map(fault -> violation(fault, pointer)).toList());
        };
    }

    private static Violation violation(Fault fault, String pointer) {
        return Violation.pointer(fault.pointer(pointer), fault.reason());
    }
}
