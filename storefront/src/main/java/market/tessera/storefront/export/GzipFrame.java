package market.tessera.storefront.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** What stands around packed segments to make a file of gzip of them (RFC 1952, 2.3). */
final class GzipFrame {
    /** Deflated, no name, no time, no flags; of an unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** A last block with nothing in it (RFC 1951, 3.2.3). */
    private static final byte[] LAST_BLOCK = {3, 0};

    private final CRC32 checksum = new CRC32();
    private long length;

    byte[] begin() {
        return HEADER.clone();
    }

    /** The segment's bytes, which count from here on. */
    byte[] add(Segment segment) {
        checksum.update(segment.lines());
        length += segment.lines().length;
        return segment.packed();
    }

    byte[] end() {
        return ByteBuffer.allocate(LAST_BLOCK.length + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(LAST_BLOCK)
                .putInt((int) checksum.getValue())
                .putInt((int) length)
                .array();
    }
}
