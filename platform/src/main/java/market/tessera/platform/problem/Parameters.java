package market.tessera.platform.problem;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import market.tessera.platform.problem.Problem.Violation;
import org.springframework.util.MultiValueMap;

/**
 * Reads query parameters strictly: what is malformed, out of range, given twice or not known is collected, and {@link #check()} refuses the
 * request with all of it at once.
 */
public final class Parameters {
    private static final int LAST_YEAR = 9999;

    private final MultiValueMap<String, String> given;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    public Parameters(MultiValueMap<String, String> given) {
        this.given = given;
    }

    public Optional<String> text(String name, int maxLength) {
        return single(name).filter(value -> {
            if (value.length() > maxLength) {
                refuse(name, "is longer than %d characters".formatted(maxLength));
                return false;
            }
            return true;
        });
    }

    /** A repeatable parameter: any of the values. */
    public List<String> any(String name, int maxValues, int maxLength) {
        known.add(name);
        var values = given.getOrDefault(name, List.of()).stream()
                .filter(v -> v != null && !v.isBlank())
                .distinct()
                .toList();
        if (values.size() > maxValues) {
            refuse(name, "is given more than %d times".formatted(maxValues));
            return List.of();
        }
        if (values.stream().anyMatch(value -> value.length() > maxLength)) {
            refuse(name, "has a value longer than %d characters".formatted(maxLength));
            return List.of();
        }
        return values;
    }

    public Optional<Long> number(String name, long min, long max) {
        return parsed(name, Long::valueOf, "is not a whole number").filter(value -> {
            if (value < min || value > max) {
                refuse(name, "is not between %d and %d".formatted(min, max));
                return false;
            }
            return true;
        });
    }

    public Optional<Boolean> flag(String name) {
        return oneOf(name, List.of("true", "false")).map(Boolean::valueOf);
    }

    /** A date as {@code 2027-02-01}, of a year that every database and index knows. */
    public Optional<LocalDate> date(String name) {
        return parsed(name, LocalDate::parse, "is not a date such as 2027-02-01")
                .filter(date -> {
                    if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
                        refuse(name, "is not in the years 1 to %d".formatted(LAST_YEAR));
                        return false;
                    }
                    return true;
                });
    }

    public Optional<String> oneOf(String name, List<String> allowed) {
        return single(name).filter(value -> {
            if (!allowed.contains(value)) {
                refuse(name, "is not one of " + String.join(", ", allowed));
                return false;
            }
            return true;
        });
    }

    public void refuse(String name, String why) {
        violations.add(Violation.parameter(name, "Parameter '%s' %s".formatted(name, why)));
    }

    /** @throws Problem 400 if anything was wrong or a parameter was given that nobody asked for */
    public void check() {
        given.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> refuse(name, "is not known"));
        if (!violations.isEmpty()) {
            throw Problem.invalid(List.copyOf(violations));
        }
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parser, String otherwise) {
        return single(name).flatMap(value -> {
            try {
                return Optional.of(parser.apply(value));
            } catch (NumberFormatException | DateTimeParseException malformed) {
                refuse(name, otherwise);
                return Optional.empty();
            }
        });
    }

    private Optional<String> single(String name) {
        known.add(name);
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            refuse(name, "is given more than once");
            return Optional.empty();
        }
        return values.stream()
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }
}
