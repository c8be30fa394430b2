package market.tessera.provider.tenancy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import reactor.core.publisher.Mono;

/** Tells the database for whom a connection works, each time it is taken from the pool for somebody else than before. */
final class TenantConnections implements ConnectionFactory, Wrapped<ConnectionFactory> {
    private final ConnectionFactory pool;

    /** What each physical connection was told last. */
    private final Map<Connection, Tenants> told = Collections.synchronizedMap(new WeakHashMap<>());

    TenantConnections(ConnectionFactory pool) {
        this.pool = pool;
    }

    @Override
    public Mono<Connection> create() {
        return Mono.deferContextual(
                context -> Mono.from(pool.create()).flatMap(connection -> tell(connection, Tenants.from(context))));
    }

    private Mono<Connection> tell(Connection connection, Tenants tenants) {
        var physical = physical(connection);
        if (tenants.equals(told.get(physical))) {
            return Mono.just(connection);
        }
        told.remove(physical);
        return Mono.from(connection
                        .createStatement("select set_config('tessera.tenants', $1, false)")
                        .bind("$1", tenants.setting())
                        .execute())
                .flatMap(result -> Mono.from(result.map((row, _) -> String.valueOf(row.get(0)))))
                .doOnNext(_ -> told.put(physical, tenants))
                .thenReturn(connection)
                .onErrorResume(failure -> Mono.from(connection.close()).then(Mono.error(failure)))
                .doOnCancel(() -> Mono.from(connection.close()).subscribe());
    }

    private static Connection physical(Connection connection) {
        return connection instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection inner
                ? physical(inner)
                : connection;
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return pool.getMetadata();
    }

    @Override
    public ConnectionFactory unwrap() {
        return pool;
    }
}
