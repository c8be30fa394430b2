package market.tessera.provider.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What the reading of one file may cost. A few bytes can stand for gigabytes, and a short file can keep a reader busy for ever. */
final class Allowance {
    /** All that is packed in a file, once unpacked. */
    private static final long MOST_UNPACKED = 256L * 1024 * 1024;

    /** Of streams as they are packed again. What was sent may grow: a picture can be packed in ways that are not kept. */
    static final long MOST_KEPT = 20L * 1024 * 1024;

    private static final int MOST_VALUES = 1_000_000;

    /** Of values written anew. What stands once in a file can be referred to from many places. */
    private static final int MOST_MADE = 2_000_000;

    private static final long MOST_PIXELS_OF_ONE = 100_000_000;
    /** Of all pictures that are decoded. */
    private static final long MOST_PIXELS = 1_000_000_000;

    private static final int DEEPEST = 100;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int BETWEEN_LOOKS = 4_096;

    private final LongSupplier nanoseconds;
    private final long deadline;
    private long unpacked;
    private long kept;
    private long pixels;
    private int values;
    private int made;
    private int depth;
    private int steps;

    Allowance(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
        this.deadline = nanoseconds.getAsLong() + LONGEST.toNanos();
    }

    /** No checked exception: PDFBox takes one for damage that it can go on after. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Something small was done. */
    void step() {
        if (++steps % BETWEEN_LOOKS == 0 && nanoseconds.getAsLong() - deadline > 0) {
            throw new Exceeded();
        }
    }

    /** A picture is about to be decoded, which takes a while. */
    void decode(long pixelsOfIt) {
        pixels += pixelsOfIt;
        if (pixelsOfIt > MOST_PIXELS_OF_ONE || pixels > MOST_PIXELS || nanoseconds.getAsLong() - deadline > 0) {
            throw new Exceeded();
        }
    }

    /** A value begins, within those that have begun and not ended. */
    void begin() {
        step();
        if (++values > MOST_VALUES || ++depth > DEEPEST) {
            throw new Exceeded();
        }
    }

    void end() {
        depth--;
    }

    /** One more value is made of those that were read. */
    void make() {
        step();
        if (++made > MOST_MADE) {
            throw new Exceeded();
        }
    }

    /** Takes as much as may be unpacked, and no more than {@code most} bytes of this. */
    OutputStream unpacked(OutputStream out, long most) {
        return new Counting(out, most, bytes -> unpacked += bytes);
    }

    /** Takes as much as may be kept. */
    OutputStream kept(OutputStream out) {
        return new Counting(out, MOST_KEPT, bytes -> kept += bytes);
    }

    private final class Counting extends OutputStream {
        private final OutputStream out;
        private final LongConsumer count;
        private long left;

        Counting(OutputStream out, long most, LongConsumer count) {
            this.out = out;
            this.left = most;
            this.count = count;
        }

        @Override
        public void write(int single) throws IOException {
            take(1);
            out.write(single);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            take(length);
            out.write(bytes, from, length);
        }

        private void take(int length) {
            step();
            left -= length;
            count.accept(length);
            if (left < 0 || unpacked > MOST_UNPACKED || kept > MOST_KEPT) {
                throw new Exceeded();
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
