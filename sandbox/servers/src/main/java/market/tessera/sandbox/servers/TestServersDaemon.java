package market.tessera.sandbox.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/** Keeps the test servers running while a build needs them, and for {@code TESSERA_TEST_SERVERS_LINGER} (ISO 8601, default none) after. */
final class TestServersDaemon {
    /** For the few minutes of a build the better code is not worth its compilation. */
    private static final String QUICKLY_COMPILED = "-XX:TieredStopAtLevel=1";

    private TestServersDaemon() {}

    @SuppressWarnings("try") // a terminated daemon closes its servers from the shutdown hook
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var state = new DaemonState(folder);
        var linger = Optional.ofNullable(System.getenv("TESSERA_TEST_SERVERS_LINGER"))
                .map(Duration::parse)
                .orElse(Duration.ZERO);
        var data = Files.createTempDirectory(folder, "run-");
        FileSystemUtils.deleteRecursively(folder.resolve("opensearch/data"));
        try (var postgres = PostgresServer.start(
                        data.resolve("postgres"), Map.of("fsync", "off", "max_connections", "500"));
                var openSearch = OpenSearchServer.launch(folder.resolve("opensearch"), "512m", QUICKLY_COMPILED)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                openSearch.close();
                postgres.close();
            }));
            openSearch.awaitReady();
            state.publish(new Addresses("127.0.0.1", postgres.port(), openSearch.url()));
            waitUntilUnused(state, linger);
            state.forget();
        }
        FileSystemUtils.deleteRecursively(data);
    }

    private static void waitUntilUnused(DaemonState state, Duration linger) {
        var lastUse = Instant.now();
        while (Instant.now().isBefore(lastUse.plus(linger).plusSeconds(2))) {
            if (state.hasUsers()) {
                lastUse = Instant.now();
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
