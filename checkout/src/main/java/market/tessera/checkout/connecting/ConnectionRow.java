package market.tessera.checkout.connecting;

import market.tessera.checkout.connection.Connection;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * A connection in a list.
 *
 * @param failing why the last attempt failed, if nothing better has been heard since
 */
public record ConnectionRow(Connection connection, @Nullable MessageSourceResolvable failing) {
    public static ConnectionRow of(Connection connection) {
        var failure = connection.failure();
        var detail = connection.failureDetail();
        return new ConnectionRow(
                connection,
                connection.isFailing() && failure != null
                        ? Check.reason(Reason.of(failure), detail == null ? "" : detail)
                        : null);
    }
}
