package market.tessera.checkout.promotion;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.promotion.Reduction.Percentage;
import market.tessera.checkout.promotion.Reduction.Sum;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** A code as part of any query that joins it as {@code r}. */
public final class PromotionRows {
    public static final String COLUMNS = """
            r.id as promotion, r.code, r.provider as promoted, r.basis_points, r.amount as reduction, r.currency as reduction_currency,
            r.starts_at, r.ends_at, r.total_limit, r.person_limit, r.taken as promotions_taken, r.ended_at""";

    private PromotionRows() {}

    /** Null where none is joined. */
    public static @Nullable Promotion read(Readable row) {
        var id = row.get("promotion", UUID.class);
        return id == null
                ? null
                : new Promotion(
                        id,
                        required(row.get("code", String.class)),
                        row.get("promoted", UUID.class),
                        reduction(row),
                        row.get("starts_at", Instant.class),
                        row.get("ends_at", Instant.class),
                        row.get("total_limit", Integer.class),
                        row.get("person_limit", Integer.class),
                        required(row.get("promotions_taken", Integer.class)),
                        row.get("ended_at", Instant.class));
    }

    private static Reduction reduction(Readable row) {
        var basisPoints = row.get("basis_points", Integer.class);
        return basisPoints == null
                ? new Sum(Money.of(
                        required(row.get("reduction", Long.class)),
                        required(row.get("reduction_currency", String.class))))
                : new Percentage(basisPoints);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
