package market.tessera.provider.media;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import market.tessera.provider.provider.Digest;

/** What is in a file: bytes that do not change. */
public final class Content {
    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes nobody else's from now on */
    static Content of(byte[] bytes) {
        return new Content(bytes);
    }

    int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    byte[] digest() {
        return Digest.sha256().digest(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "%d bytes, %s".formatted(bytes.length, HexFormat.of().formatHex(digest(), 0, 4));
    }
}
