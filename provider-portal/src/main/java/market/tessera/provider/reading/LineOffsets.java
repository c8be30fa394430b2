package market.tessera.provider.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;

/** Remembers where the lines that were just read begin, so that reading can start over at one of them. */
final class LineOffsets extends FilterInputStream {
    private final ArrayDeque<Long> starts = new ArrayDeque<>();
    private long firstLine;
    private long position;
    private boolean carriageReturn;
    private byte lastOfText;

    /**
     * @param line number of the line at which the stream stands
     * @param offset its first byte in the file
     */
    LineOffsets(InputStream file, long line, long offset) {
        super(file);
        firstLine = line;
        position = offset;
        starts.add(offset);
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var count = super.read(target, offset, length);
        for (var at = offset; at < offset + count; at++) {
            pass(target[at]);
        }
        return count;
    }

    private void pass(byte read) {
        if (carriageReturn && read != '\n') {
            starts.add(position);
        }
        position++;
        carriageReturn = read == '\r';
        lastOfText = read == '\r' || read == '\n' ? lastOfText : read;
        if (read == '\n') {
            starts.add(position);
        }
    }

    /** How far the file has been read, in bytes. */
    long position() {
        return position;
    }

    /** The last character read so far that ends no line. */
    char lastOfText() {
        return (char) (lastOfText & 0xFF);
    }

    /** Forgets the lines before that one. */
    void forgetBefore(long line) {
        while (firstLine < line && starts.size() > 1) {
            starts.removeFirst();
            firstLine++;
        }
    }

    /** First byte of a line; -1 if the file has not been read that far. */
    long offset(long line) {
        return starts.stream().skip(line - firstLine).findFirst().orElse(-1L);
    }
}
