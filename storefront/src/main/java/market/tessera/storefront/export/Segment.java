package market.tessera.storefront.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of an export; also packed, in such a way that they can stand among others of one compressed file and be taken out of it again: they end on a
 * whole byte and refer to nothing before them (RFC 1951, 2.3 and 3.2.4).
 */
final class Segment {
    /** As each line begins. */
    private static final String BEFORE_ID = "{\"id\":\"";

    private static final int ID = 36;
    private static final int PIECE = 32 << 10;

    private final byte[] lines;
    private final int count;
    private final byte @Nullable [] packed;

    private Segment(byte[] lines, int count, byte @Nullable [] packed) {
        this.lines = lines;
        this.count = count;
        this.packed = packed;
    }

    static Segment of(List<byte[]> lines) {
        var all = new ByteArrayOutputStream(
                lines.stream().mapToInt(line -> line.length + 1).sum());
        for (var line : lines) {
            all.writeBytes(line);
            all.write('\n');
        }
        return new Segment(all.toByteArray(), lines.size(), null);
    }

    /** Of the bytes that {@link #packed} gives. */
    static Segment unpacked(byte[] packed) {
        var lines = inflated(packed);
        var count = 0;
        for (var each : lines) {
            count += each == '\n' ? 1 : 0;
        }
        return new Segment(lines, count, packed);
    }

    static Segment joined(List<Segment> segments) {
        if (segments.size() == 1) {
            return segments.getFirst();
        }
        var all = new ByteArrayOutputStream();
        segments.forEach(segment -> all.writeBytes(segment.lines));
        return new Segment(
                all.toByteArray(), segments.stream().mapToInt(Segment::count).sum(), null);
    }

    /** Lines of JSON, each with its end. */
    byte[] lines() {
        return lines;
    }

    int count() {
        return count;
    }

    byte[] packed() {
        return packed == null ? deflated(lines) : packed;
    }

    /** The same, packed already. */
    Segment pack() {
        return new Segment(lines, count, packed());
    }

    /**
     * Without the lines of some offerings.
     *
     * @throws IllegalStateException if a line does not begin with an id
     */
    Segment without(Set<String> ids) {
        var left = begins().filter(from -> !ids.contains(id(from))).toArray();
        if (left.length == count) {
            return this;
        }
        var kept = new ByteArrayOutputStream(lines.length);
        for (var from : left) {
            kept.write(lines, from, end(from) - from);
        }
        return new Segment(kept.toByteArray(), left.length, null);
    }

    /** Where each line begins. */
    private IntStream begins() {
        return IntStream.iterate(0, from -> from < lines.length, this::end);
    }

    private int end(int from) {
        var at = from;
        while (lines[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private String id(int from) {
        var begin = new String(
                lines, from, Math.min(BEFORE_ID.length() + ID, lines.length - from), StandardCharsets.ISO_8859_1);
        if (!begin.startsWith(BEFORE_ID)) {
            throw new IllegalStateException("A line of an export does not begin with an id: " + begin);
        }
        return begin.substring(BEFORE_ID.length());
    }

    /** Fast rather than small: the reader waits for the processor, not for the network. */
    private static byte[] deflated(byte[] lines) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(lines);
            var packed = new ByteArrayOutputStream(lines.length / 4);
            var piece = new byte[PIECE];
            int written;
            do {
                written = deflater.deflate(piece, 0, piece.length, Deflater.FULL_FLUSH);
                packed.write(piece, 0, written);
            } while (written == piece.length);
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] packed) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            var lines = new ByteArrayOutputStream(packed.length * 6);
            var piece = new byte[PIECE];
            int read;
            do {
                read = inflater.inflate(piece);
                lines.write(piece, 0, read);
            } while (read > 0);
            return lines.toByteArray();
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("A kept export is damaged", damaged);
        } finally {
            inflater.end();
        }
    }
}
