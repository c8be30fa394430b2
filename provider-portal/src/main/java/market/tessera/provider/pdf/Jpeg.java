package market.tessera.provider.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A photograph as it is kept: what its decoder needs, segment by segment (ITU-T T.81, B.1.1), without what a camera or a program has noted in it or put
 * behind it, and decoded to its end once. What cannot be is not kept.
 */
final class Jpeg {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int TABLES = 0xDB;
    private static final int RESTARTS = 0xDD;
    private static final int HUFFMAN = 0xC4;
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int COMMENT = 0xFE;
    private static final int FILLING = 0xFF;
    private static final int FIRST_NOTE = 0xE0;
    private static final int LAST_NOTE = 0xEF;
    /** Density, and the profile and transformation of colours: without these it would be shown differently. */
    private static final int DENSITY = 0xE0;

    private static final int PROFILE = 0xE2;
    private static final int TRANSFORMATION = 0xEE;

    private static final int MOST_SCANS = 100;
    /** Of these a decoder keeps all coefficients until the last scan. */
    private static final long MOST_PROGRESSIVE = 16_000_000;

    /** Rows and columns of what is decoded here, to see that it can be. */
    private static final int LOOKED_AT = 1_000;

    private final byte[] file;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private int width;
    private int height;
    private boolean progressive;
    private int scans;

    private Jpeg(byte[] file) {
        this.file = file;
    }

    /** Fails where it is no photograph that can be decoded, or takes too much to be. */
    static byte[] checked(byte[] file, Allowance allowance) throws IOException {
        var photograph = new Jpeg(file);
        photograph.take();
        photograph.decode(allowance);
        return photograph.bare.toByteArray();
    }

    private void take() throws IOException {
        if (marker(0) != START) {
            throw new IOException("No photograph");
        }
        bare.write(file, 0, 2);
        var at = 2;
        while (at < file.length && marker(at) != END) {
            at = marker(at) == FILLING ? at + 1 : segment(at);
        }
        bare.write(0xFF);
        bare.write(END);
        if (width == 0 || height == 0 || scans == 0) {
            throw new IOException("Nothing to decode");
        }
    }

    /** Where the next one begins. */
    private int segment(int at) throws IOException {
        var marker = marker(at);
        var end = at + 2 + number(at + 2);
        if (end > file.length) {
            throw new IOException("Breaks off");
        }
        switch (marker) {
            case BASELINE, EXTENDED, PROGRESSIVE -> frame(at, marker);
            case HUFFMAN, TABLES, RESTARTS, SCAN -> {}
            default -> {
                if (!isNote(marker)) {
                    throw new IOException("A segment that is not known here");
                }
            }
        }
        if (!isNote(marker) || isKept(marker)) {
            bare.write(file, at, end - at);
        }
        return marker == SCAN ? scan(end) : end;
    }

    private void frame(int at, int marker) throws IOException {
        if (width > 0) {
            throw new IOException("More than one frame");
        }
        progressive = marker == PROGRESSIVE;
        height = number(at + 5);
        width = number(at + 7);
    }

    /** Up to the next marker; zeros after 0xFF, and restarts, are of the scan itself. */
    private int scan(int from) throws IOException {
        if (++scans > MOST_SCANS) {
            throw new Allowance.Exceeded();
        }
        var at = from;
        while (at + 1 < file.length && !endsScan(at)) {
            at++;
        }
        var end = at + 1 < file.length ? at : file.length;
        bare.write(file, from, end - from);
        return end;
    }

    private boolean endsScan(int at) {
        var next = file[at + 1] & 0xFF;
        return file[at] == (byte) 0xFF && next != 0 && next != FILLING && (next < 0xD0 || next > 0xD7);
    }

    /** As many rows and columns as are needed to go through all of it; the colours stay as they are. */
    private void decode(Allowance allowance) throws IOException {
        var pixels = (long) width * height;
        if (progressive && pixels > MOST_PROGRESSIVE) {
            throw new Allowance.Exceeded();
        }
        allowance.decode(pixels);
        var reader = ImageIO.getImageReadersByFormatName("JPEG").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bare.toByteArray()))) {
            reader.setInput(input, true, true);
            var wish = reader.getDefaultReadParam();
            wish.setSourceSubsampling(Math.max(1, width / LOOKED_AT), Math.max(1, height / LOOKED_AT), 0, 0);
            reader.readRaster(0, wish);
        } finally {
            reader.dispose();
        }
    }

    private static boolean isNote(int marker) {
        return marker == COMMENT || (marker >= FIRST_NOTE && marker <= LAST_NOTE);
    }

    private static boolean isKept(int note) {
        return note == DENSITY || note == PROFILE || note == TRANSFORMATION;
    }

    private int marker(int at) throws IOException {
        if (at + 1 >= file.length || file[at] != (byte) 0xFF) {
            throw new IOException("No marker");
        }
        return file[at + 1] & 0xFF;
    }

    private int number(int at) throws IOException {
        if (at + 1 >= file.length) {
            throw new IOException("Breaks off");
        }
        return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
    }
}
