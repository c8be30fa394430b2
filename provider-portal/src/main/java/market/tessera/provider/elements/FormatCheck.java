package market.tessera.provider.elements;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;

/** Checks JSON against the catalogue format and says of each fault where it is. */
@Component
public class FormatCheck {
    private static final int LONGEST_REASON = 300;

    private final Validator validator;

    FormatCheck(Validator validator) {
        this.validator = validator;
    }

    /** What a check comes to. */
    public sealed interface Checked<T> {
        record Fits<T>(T value) implements Checked<T> {}

        /** @param faults at least one */
        record Misfit<T>(List<Fault> faults) implements Checked<T> {}
    }

    /**
     * One thing that is wrong.
     *
     * @param field where, such as {@code costs[0].amount}; null for the whole
     */
    public record Fault(@Nullable String field, String reason) {
        /** The place as a JSON pointer (RFC 6901) below another. */
        public String pointer(String below) {
            return field == null
                    ? below
                    : below + "/" + field.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
        }
    }

    /** @param reader takes what it needs out of the node and maps it; Jackson's refusals become faults */
    public <T> Checked<T> check(ObjectNode node, Function<ObjectNode, T> reader) {
        var unstorable = Unstorable.in(node);
        if (unstorable.isPresent()) {
            return new Checked.Misfit<>(List.of(unstorable.get()));
        }
        try {
            var value = reader.apply(node);
            var faults = validator.validate(value).stream()
                    .map(FormatCheck::fault)
                    .sorted(Comparator.comparing(fault -> String.valueOf(fault.field())))
                    .toList();
            return faults.isEmpty() ? new Checked.Fits<>(value) : new Checked.Misfit<>(faults);
        } catch (JacksonException misfit) {
            return new Checked.Misfit<>(List.of(new Fault(place(misfit), reason(misfit))));
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

    private static @Nullable String place(JacksonException misfit) {
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
