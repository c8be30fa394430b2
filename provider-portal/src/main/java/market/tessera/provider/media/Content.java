package market.tessera.provider.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    public static Content of(byte[] bytes) {
        return new Content(bytes);
    }

    public int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** One character for each byte between these two, as far as there are any. */
    public String text(int from, int to) {
        var start = Math.clamp(from, 0, bytes.length);
        return new String(bytes, start, Math.clamp(to, start, bytes.length) - start, StandardCharsets.ISO_8859_1);
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
