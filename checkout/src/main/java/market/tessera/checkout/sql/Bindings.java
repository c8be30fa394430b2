package market.tessera.checkout.sql;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;

/** Values of statements. */
public final class Bindings {
    private Bindings() {}

    /** A value that may be null, with the type that a null is sent as. */
    public static <T> Parameter nullable(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }
}
