package market.tessera.platform.database;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Rows of results as the types of the domain. */
public final class Rows {
    private Rows() {}

    /** A column that is never null. */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
