package market.tessera.provider.provider;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads columns of a result row as the types of the domain, and binds them. */
public final class Columns {
    private Columns() {}

    /** A column that is never null. */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** A column of bytes that is never null. */
    public static byte[] bytes(Readable row, String column) {
        var buffer = required(row, column, ByteBuffer.class);
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** A value to be bound where it may be null. */
    public static Parameter orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    /** A JSON column as it is. */
    public static String text(Readable row, String column) {
        return required(row, column, Json.class).asString();
    }

    public static <T> T json(Readable row, String column, Class<T> type) {
        return CatalogueFormat.STORED.readValue(text(row, column), type);
    }

    public static <T> T json(Readable row, String column, TypeReference<T> type) {
        return CatalogueFormat.STORED.readValue(text(row, column), type);
    }

    public static <T> @Nullable T jsonOrNull(Readable row, String column, Class<T> type) {
        var value = row.get(column, Json.class);
        return value == null ? null : CatalogueFormat.STORED.readValue(value.asString(), type);
    }
}
