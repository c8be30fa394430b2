package market.tessera.checkout.credential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** PNG images with a credential inside (Open Badges 3.0, section 5.3.1): an uncompressed {@code iTXt} chunk of its own. */
public final class BakedPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] KEYWORD = "openbadgecredential\0".getBytes(ISO_8859_1);
    /** Not compressed, no language, no translated keyword. */
    private static final byte[] PLAIN = {0, 0, 0, 0};

    private static final int NAME = 4;
    private static final int CHECKSUM = 4;

    private BakedPng() {}

    public static boolean isPng(byte[] bytes) {
        return bytes.length > SIGNATURE.length
                && Arrays.equals(SIGNATURE, 0, SIGNATURE.length, bytes, 0, SIGNATURE.length);
    }

    /**
     * The image with the credential inside, and no other.
     *
     * @throws IllegalArgumentException if that is no PNG
     */
    public static byte[] bake(byte[] png, String credential) {
        var baked = new ByteArrayOutputStream();
        baked.writeBytes(SIGNATURE);
        for (var chunks = chunks(png); chunks.hasRemaining(); ) {
            var chunk = next(chunks);
            if (named(chunk, "IEND")) {
                baked.writeBytes(chunk(credential.getBytes(UTF_8)));
            }
            if (!isCredential(chunk)) {
                baked.writeBytes(chunk);
            }
        }
        return baked.toByteArray();
    }

    /** The credential inside an image; nothing if there is none, or the image is damaged. */
    public static Optional<String> credential(byte[] png) {
        try {
            for (var chunks = chunks(png); chunks.hasRemaining(); ) {
                var chunk = next(chunks);
                if (isCredential(chunk)) {
                    return text(chunk);
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static ByteBuffer chunks(byte[] png) {
        if (!isPng(png)) {
            throw new IllegalArgumentException("Not a PNG image");
        }
        return ByteBuffer.wrap(png, SIGNATURE.length, png.length - SIGNATURE.length);
    }

    /** The next chunk as it stands: length, name, data, checksum. */
    private static byte[] next(ByteBuffer chunks) {
        try {
            var length = chunks.getInt(chunks.position());
            if (length < 0 || length > chunks.remaining()) {
                throw new IllegalArgumentException("A chunk is longer than the image");
            }
            var chunk = new byte[Integer.BYTES + NAME + length + CHECKSUM];
            chunks.get(chunk);
            return chunk;
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new IllegalArgumentException("The image is cut short", cut);
        }
    }

    private static byte[] chunk(byte[] credential) {
        var data = KEYWORD.length + PLAIN.length + credential.length;
        var chunk = ByteBuffer.allocate(Integer.BYTES + NAME + data + CHECKSUM)
                .putInt(data)
                .put("iTXt".getBytes(ISO_8859_1))
                .put(KEYWORD)
                .put(PLAIN)
                .put(credential);
        var checksum = new CRC32();
        checksum.update(chunk.array(), Integer.BYTES, NAME + data);
        return chunk.putInt((int) checksum.getValue()).array();
    }

    private static boolean named(byte[] chunk, String name) {
        return new String(chunk, Integer.BYTES, NAME, ISO_8859_1).equals(name);
    }

    private static boolean isCredential(byte[] chunk) {
        var data = Integer.BYTES + NAME;
        return named(chunk, "iTXt")
                && chunk.length - CHECKSUM >= data + KEYWORD.length
                && Arrays.equals(chunk, data, data + KEYWORD.length, KEYWORD, 0, KEYWORD.length);
    }

    /** After the keyword come a flag and a method of compression, then a language and a translated keyword, each ended by a zero. */
    private static Optional<String> text(byte[] chunk) {
        var end = chunk.length - CHECKSUM;
        var flag = Integer.BYTES + NAME + KEYWORD.length;
        var language = zero(chunk, flag + 2, end);
        var translated = zero(chunk, language + 1, end);
        return chunk[flag] == 0 && translated < end
                ? Optional.of(new String(chunk, translated + 1, end - translated - 1, UTF_8))
                : Optional.empty();
    }

    private static int zero(byte[] chunk, int from, int end) {
        var position = from;
        while (position < end && chunk[position] != 0) {
            position++;
        }
        return position;
    }
}
