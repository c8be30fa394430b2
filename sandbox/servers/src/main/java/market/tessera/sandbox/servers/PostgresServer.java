package market.tessera.sandbox.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL that keeps its data in a folder. Works as root and as an ordinary user. */
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts on a free loopback port.
     *
     * @param settings overrides of {@code postgresql.conf}
     * @throws ServerFailure if it does not answer within a minute
     */
    public static PostgresServer start(Path data, Map<String, String> settings) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data.toAbsolutePath().toFile())
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("listen_addresses", "127.0.0.1");
            settings.forEach(builder::setServerConfig);
            return new PostgresServer(builder.start());
        } catch (IOException failure) {
            throw new ServerFailure("PostgreSQL did not start on " + data + ": " + failure.getMessage(), failure);
        }
    }

    public int port() {
        return postgres.getPort();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
