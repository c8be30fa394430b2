package market.tessera.checkout.tax;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import market.tessera.checkout.tax.TaxRule.Added;
import market.tessera.checkout.tax.TaxRule.Exempt;
import market.tessera.checkout.tax.TaxRule.Included;
import market.tessera.checkout.tax.TaxRule.Unstated;
import org.jspecify.annotations.Nullable;

/** A rule as columns: of a seller's setting, joined as {@code x}, or of a line that was ordered. */
public final class TaxRows {
    public static final String COLUMNS =
            "x.treatment as tax_treatment, x.name as tax_name, x.rate as tax_rate, x.reason as tax_reason";

    private TaxRows() {}

    public static TaxRule read(Readable row) {
        return rule(
                row.get("tax_treatment", String.class),
                row.get("tax_name", String.class),
                row.get("tax_rate", Integer.class),
                row.get("tax_reason", String.class));
    }

    /** @param treatment null where nothing was ever said */
    public static TaxRule rule(
            @Nullable String treatment, @Nullable String name, @Nullable Integer rate, @Nullable String reason) {
        return switch (Objects.requireNonNullElse(treatment, "UNSTATED")) {
            case "EXEMPT" -> new Exempt(Objects.requireNonNull(reason));
            case "INCLUDED" -> new Included(Objects.requireNonNull(name), Objects.requireNonNull(rate));
            case "ADDED" -> new Added(Objects.requireNonNull(name), Objects.requireNonNull(rate));
            default -> new Unstated();
        };
    }

    public static String treatment(TaxRule rule) {
        return switch (rule) {
            case Unstated _ -> "UNSTATED";
            case Exempt _ -> "EXEMPT";
            case Included _ -> "INCLUDED";
            case Added _ -> "ADDED";
        };
    }

    public static @Nullable String name(TaxRule rule) {
        return switch (rule) {
            case Unstated _, Exempt _ -> null;
            case Included included -> included.name();
            case Added added -> added.name();
        };
    }

    public static @Nullable Integer rate(TaxRule rule) {
        return switch (rule) {
            case Unstated _, Exempt _ -> null;
            case Included included -> Integer.valueOf(included.rate());
            case Added added -> Integer.valueOf(added.rate());
        };
    }

    public static @Nullable String reason(TaxRule rule) {
        return rule instanceof Exempt(var reason) ? reason : null;
    }
}
