package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Servers that outlived a sandbox that was killed; they are stopped before the next one uses their data. */
final class OrphanedServers {
    private static final String OPENSEARCH_PID = "opensearch.pid";

    private OrphanedServers() {}

    /** Remembers the child process for a later start, should this one be killed. */
    static void remember(Path data, long openSearch) throws IOException {
        Files.writeString(data.resolve(OPENSEARCH_PID), Long.toString(openSearch));
    }

    static void stop(Path data) throws IOException {
        pid(data.resolve("postgres/postmaster.pid"))
                .filter(process -> runs(process, "postgres"))
                .ifPresent(OrphanedServers::end);
        pid(data.resolve(OPENSEARCH_PID))
                .filter(process -> runs(process, "java"))
                .ifPresent(OrphanedServers::end);
        Files.deleteIfExists(data.resolve("postgres/postmaster.pid"));
        Files.deleteIfExists(data.resolve(OPENSEARCH_PID));
    }

    private static Optional<ProcessHandle> pid(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
        }
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info()
                .command()
                .map(command -> Path.of(command).endsWith(program))
                .orElse(false);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException failure) {
            throw new LaunchFailure(
                    "A server left over from an earlier run, process " + process.pid() + ", could not be stopped.",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted.", interrupted);
        }
    }
}
