package market.tessera.provider.imports;

import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** An input, read from its beginning, a line at a time. Reading may throw {@link BrokenFile}. */
interface Lines extends Iterator<Line>, Closeable {
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
}
