package market.tessera.benchmarks.bare;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Requests that were made ready in a file, so that only one at a time is in memory. First all are written, then all are read. */
final class Batches implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private final List<Long> ends = new ArrayList<>();
    private long written;

    Batches(Path file) {
        this.file = file;
        try {
            this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void add(byte[] part) {
        try {
            out.write(part);
            written += part.length;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void endBatch() {
        ends.add(written);
    }

    int count() {
        return ends.size();
    }

    byte[] read(int number) {
        var begin = number == 0 ? 0 : ends.get(number - 1);
        var batch = new byte[Math.toIntExact(ends.get(number) - begin)];
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            out.flush();
            in.seek(begin);
            in.readFully(batch);
            return batch;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
