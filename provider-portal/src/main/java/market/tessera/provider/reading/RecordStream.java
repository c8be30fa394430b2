package market.tessera.provider.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file of records. Each is held in memory whole while it is read, so that none may go on for ever. */
public final class RecordStream extends FilterInputStream {
    private static final int LONGEST = 16 * 1024 * 1024;

    private long left = Long.MAX_VALUE;
    private long position;

    public RecordStream(Path file) throws IOException {
        super(Files.newInputStream(file));
    }

    /** A record begins about here. Until the next one does, reading fails with {@link BrokenFile} if there is more of it than fits. */
    public void begin() {
        left = LONGEST;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left <= 0) {
            throw new BrokenFile("A single record of the file is longer than 16 million characters.");
        }
        var count = super.read(target, offset, length);
        left -= Math.max(0, count);
        position += Math.max(0, count);
        return count;
    }

    /** How far the file has been read, in bytes. */
    public long position() {
        return position;
    }
}
