package market.tessera.provider.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
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
        public void close() {}
    };

    /** Opens an input for each subscriber, gives out its lines as they are asked for, and closes it after the last. */
    static Flux<Line> flux(Callable<Lines> input) {
        return Flux.using(input, Lines::rest, Lines::end);
    }

    private static Flux<Line> rest(Lines lines) {
        return Flux.generate(sink -> {
            if (lines.hasNext()) {
                sink.next(lines.next());
            } else {
                sink.complete();
            }
        });
    }

    private static void end(Lines lines) {
        try {
            lines.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
