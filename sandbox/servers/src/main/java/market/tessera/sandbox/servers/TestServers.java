package market.tessera.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The servers that tests run against: started once and shared by every test JVM of a build, stopped when the build's process has ended.
 * The one switch: {@code -Dtessera.services=containers} takes them from Testcontainers instead of the embedded distributions.
 */
public final class TestServers {
    private static final Path FOLDER =
            Path.of(System.getProperty("java.io.tmpdir"), "tessera-test-servers-" + System.getProperty("user.name"));
    static final String PASSWORD = "test";

    private TestServers() {}

    /** The shared servers, started now if no other test JVM has done so. */
    public static Addresses addresses() {
        return Holder.ADDRESSES;
    }

    /** A new, bootstrapped database of this JVM's own; every role's password is {@value #PASSWORD}. */
    public static String createDatabase() {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        DatabaseBootstrap.run(addresses(), name, PASSWORD);
        return name;
    }

    static boolean containersWanted() {
        return "containers".equals(System.getProperty("tessera.services"));
    }

    private static Addresses acquire() {
        return containersWanted() ? ContainerServers.start() : attachToDaemon();
    }

    private static Addresses attachToDaemon() {
        try {
            Files.createDirectories(FOLDER);
            try (var channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var state = new DaemonState(FOLDER);
                state.register(build());
                return state.running().orElseGet(() -> startDaemon(state));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Addresses startDaemon(DaemonState state) {
        try {
            state.forget();
            var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var daemon = new ProcessBuilder(
                            java,
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classPath,
                            TestServersDaemon.class.getName(),
                            FOLDER.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("daemon.out").toFile())
                    .start();
            while (daemon.isAlive()) {
                var running = state.running();
                if (running.isPresent()) {
                    return running.get();
                }
                daemon.waitFor(100, TimeUnit.MILLISECONDS);
            }
            throw new ServerFailure("The test servers did not start; see " + FOLDER.resolve("daemon.out"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while the test servers were starting", interrupted);
        }
    }

    /** The process whose end ends the servers: the build that forked this JVM, or this JVM itself. */
    private static ProcessHandle build() {
        return ProcessHandle.current().parent().orElseGet(ProcessHandle::current);
    }

    private static final class Holder {
        static final Addresses ADDRESSES = acquire();
    }
}
