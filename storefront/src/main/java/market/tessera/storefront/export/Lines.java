package market.tessera.storefront.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Lines on their way out, compressed if wanted, in pieces small enough that a slow reader holds up few of them. May be closed while it is written to. */
final class Lines implements AutoCloseable {
    private static final int PIECE = 32 << 10;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream(PIECE);
    private final OutputStream lines;
    private boolean closed;

    Lines(boolean compressed) {
        try {
            this.lines = compressed ? new Gzip(written) : written;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Adds lines; returns what is ready to be sent, which may be nothing. */
    synchronized List<byte[]> add(List<byte[]> more) {
        try {
            for (var line : closed ? List.<byte[]>of() : more) {
                lines.write(line);
                lines.write('\n');
            }
            return pieces();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The rest. */
    synchronized List<byte[]> end() {
        close();
        return pieces();
    }

    @Override
    public synchronized void close() {
        try {
            closed = true;
            lines.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<byte[]> pieces() {
        var bytes = written.toByteArray();
        written.reset();
        var pieces = new ArrayList<byte[]>();
        for (var from = 0; from < bytes.length; from += PIECE) {
            pieces.add(Arrays.copyOfRange(bytes, from, Math.min(from + PIECE, bytes.length)));
        }
        return pieces;
    }

    /** Fast rather than small: the reader waits for the processor, not for the network. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream to) throws IOException {
            super(to, PIECE);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
