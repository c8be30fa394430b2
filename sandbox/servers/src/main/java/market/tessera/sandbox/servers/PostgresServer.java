package market.tessera.sandbox.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL that keeps its data in a folder. Works as root and as an ordinary user. */
public final class PostgresServer implements AutoCloseable {
    private static final Path BINARIES =
            Path.of(System.getProperty("java.io.tmpdir"), "tessera-postgres-" + System.getProperty("user.name"));

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
            discardHalfUnpackedBinaries();
            var builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(BINARIES.toFile())
                    .setDataDirectory(data.toAbsolutePath().toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
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

    /** An unpacking that was killed leaves a folder without its mark, over which the next one would stumble. */
    private static void discardHalfUnpackedBinaries() throws IOException {
        if (!Files.isDirectory(BINARIES)) {
            return;
        }
        try (var versions = Files.newDirectoryStream(BINARIES, "PG-*")) {
            for (var version : versions) {
                if (!Files.exists(version.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(version);
                }
            }
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
