package market.tessera.provider.elements;

import jakarta.validation.ConstraintViolation;
import java.util.Map;

/**
 * Why what was typed cannot be taken, as a key under {@code mistake.} of the message bundle.
 *
 * @param limit the number that was not kept, where there is one
 */
public record Mistake(String key, long limit) {
    static final Mistake NUMBER = new Mistake("number", 0);
    static final Mistake CURRENCY = new Mistake("currency", 0);
    static final Mistake ZONE = new Mistake("zone", 0);
    static final Mistake DATE = new Mistake("date", 0);
    static final Mistake CHOICE = new Mistake("choice", 0);
    static final Mistake UNREADABLE = new Mistake("unreadable", 0);

    private static final Map<String, String> KEYS = Map.of(
            "NotBlank", "blank",
            "NotNull", "blank",
            "Size", "size",
            "Positive", "positive",
            "PositiveOrZero", "negative",
            "DecimalMax", "most",
            "OrdinaryDay", "date",
            "WebAddress", "address");

    static Mistake of(ConstraintViolation<?> violation) {
        var descriptor = violation.getConstraintDescriptor();
        var constraint = descriptor.getAnnotation().annotationType().getSimpleName();
        var attributes = descriptor.getAttributes();
        var limit = attributes.getOrDefault("max", attributes.getOrDefault("value", 0));
        return new Mistake(KEYS.getOrDefault(constraint, "format"), Long.parseLong(limit.toString()));
    }
}
