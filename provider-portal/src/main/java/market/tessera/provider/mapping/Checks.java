package market.tessera.provider.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.provider.mapping.MappedRecord.Remark;
import market.tessera.provider.provider.Storable;
import org.jspecify.annotations.Nullable;

/** Finds what a mapping says should hold in a row and does not. */
final class Checks {
    private Checks() {}

    static List<Remark> notes(List<Mapping.Check> checks, Row row) {
        return checks.stream().flatMap(check -> notes(check, row)).toList();
    }

    private static Stream<Remark> notes(Mapping.Check check, Row row) {
        if (check.sum() != null) {
            return sumNote(check, check.sum(), row);
        }
        return check.columns().stream()
                .filter(column -> {
                    var value = row.get(column);
                    return value != null && check.contains() != null && value.contains(check.contains());
                })
                .map(column -> new Remark(column, check.reason()));
    }

    private static Stream<Remark> sumNote(Mapping.Check check, String total, Row row) {
        var stated = number(row.get(total));
        var parts = check.columns().stream()
                .map(column -> number(row.get(column)))
                .filter(Objects::nonNull)
                .toList();
        if (stated == null || parts.size() < check.columns().size()) {
            return Stream.empty();
        }
        var sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.compareTo(stated) == 0
                ? Stream.empty()
                : Stream.of(new Remark(
                        total,
                        "%s (%s against %s)".formatted(check.reason(), sum.toPlainString(), stated.toPlainString())));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : Storable.number(text).orElse(null);
    }
}
