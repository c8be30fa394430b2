package market.tessera.sandbox.npm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A running program. Closing ends it, and all that it has started. */
public final class NpmProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader written;
    private final Path complaints;

    private NpmProcess(Process process, Path complaints) {
        this.process = process;
        this.written = process.inputReader(UTF_8);
        this.complaints = complaints;
    }

    static NpmProcess start(Path folder, List<String> command) throws IOException {
        return start(folder, command, Map.of());
    }

    static NpmProcess start(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        var complaints = Files.createTempFile("npm", ".err");
        complaints.toFile().deleteOnExit();
        var builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectError(complaints.toFile());
        builder.environment().putAll(environment);
        return new NpmProcess(builder.start(), complaints);
    }

    /**
     * The first line it writes that is of this kind, such as the one that says where it listens.
     *
     * @throws AssertionError if it ends, or a minute goes by, without one
     */
    public String awaitLine(Predicate<String> wanted) {
        return within(Duration.ofMinutes(1), () -> next(wanted));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    void write(String input) throws IOException {
        try (var writer = process.outputWriter(UTF_8)) {
            writer.write(input);
        }
    }

    /** All that it writes until it ends well. */
    String output(Duration patience) {
        var output = within(patience, written::readAllAsString);
        var code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new AssertionError("It ended with " + code + ": " + complaints());
        }
        return output;
    }

    private String next(Predicate<String> wanted) throws IOException {
        for (@Nullable String line = written.readLine(); line != null; line = written.readLine()) {
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new AssertionError("It ended: " + complaints());
    }

    /** Something that blocks until the program writes. */
    @FunctionalInterface
    private interface Reading {
        String read() throws IOException;
    }

    private String within(Duration patience, Reading reading) {
        var result = CompletableFuture.supplyAsync(() -> {
            try {
                return reading.read();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            close();
            throw new AssertionError("Not done within " + patience + ": " + complaints(), late);
        } catch (ExecutionException failure) {
            throw new AssertionError("It could not be read: " + complaints(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String complaints() {
        try {
            return Files.readString(complaints);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
