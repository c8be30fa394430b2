package market.tessera.sandbox.stripe;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line, only ever appended to; the last line about an id is its state. */
final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final BufferedWriter writer;

    Journal(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Hands over every line in order. A last line that a crash has cut short is passed by. */
    void replay(Consumer<ObjectNode> reader) {
        try (var lines = Files.lines(file)) {
            lines.forEach(line -> read(line, reader));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    synchronized void append(ObjectNode object) {
        try {
            writer.write(JSON.writeValueAsString(object));
            writer.newLine();
            writer.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void read(String line, Consumer<ObjectNode> reader) {
        try {
            reader.accept((ObjectNode) JSON.readTree(line));
        } catch (JacksonException cutShort) {
            return;
        }
    }
}
