package market.tessera.provider.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import reactor.core.publisher.Flux;

/** An input, read from its beginning, a line at a time. Reading may throw {@link BrokenFile}. */
public interface Lines extends Iterator<Line>, Closeable {
    /** An input that has none of what is asked for. */
    Lines NONE = new Lines() {
        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public Line next() {
            throw new NoSuchElementException();
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public void close() {}
    };

    /** In bytes, of lines that are given out together. Once they are read they take several times as much. */
    int HEAVIEST = 8 * 1024 * 1024;

    /** How far the file has been read, in bytes. */
    long position();

    /**
     * Opens an input for each subscriber, gives out its lines as they are asked for, and closes it after the last.
     *
     * @param passed lines that are left out at the beginning
     * @param most that are given out at once; fewer where they are long, so that what is in hand does not depend on what a file holds
     */
    static Flux<List<Line>> batches(Callable<Lines> input, long passed, int most) {
        return Flux.using(input, lines -> rest(lines, passed, most), Lines::end);
    }

    private static Flux<List<Line>> rest(Lines lines, long passed, int most) {
        return Flux.generate(() -> passed, (before, sink) -> {
            for (var left = before; left > 0 && lines.hasNext(); left--) {
                lines.next();
            }
            var batch = batch(lines, most);
            if (batch.isEmpty()) {
                sink.complete();
            } else {
                sink.next(batch);
            }
            return 0L;
        });
    }

    private static List<Line> batch(Lines lines, int most) {
        var batch = new ArrayList<Line>();
        var begin = lines.position();
        while (batch.size() < most && lines.position() - begin < HEAVIEST && lines.hasNext()) {
            batch.add(lines.next());
        }
        return batch;
    }

    private static void end(Lines lines) {
        try {
            lines.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
