package market.tessera.provider.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Files as people send them, and as others do. */
public final class TestPictures {
    /** 40 by 30 pixels, the left half blue and the right one red, as a browser writes it. */
    static final byte[] WEBP = Base64.getDecoder()
            .decode(
                    "UklGRgwCAABXRUJQVlA4WAoAAAAgAAAAJwAAHQAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAA"
                            + "AAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNj"
                            + "AAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAAB"
                            + "ZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAA"
                            + "t4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABt"
                            + "bHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMHQAAAC8nQAcADxDDfBrm+Q8HhNlG86c9"
                            + "gxrcO6L/UeMPAA==");

    private TestPictures() {}

    /** Blue above, red below. */
    public static byte[] jpeg(int width, int height) {
        return written(twoHalves(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
    }

    public static byte[] png(int width, int height) {
        return written(twoHalves(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    /** With nothing in its upper half. */
    static byte[] transparentPng(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, height / 2, width, height);
        pen.dispose();
        return written(picture, "png");
    }

    private static BufferedImage twoHalves(int width, int height, int type) {
        var picture = new BufferedImage(width, height, type);
        var pen = picture.createGraphics();
        pen.setColor(Color.BLUE);
        pen.fillRect(0, 0, width, height / 2);
        pen.setColor(Color.RED);
        pen.fillRect(0, height / 2, width, height);
        pen.dispose();
        return picture;
    }

    private static byte[] written(BufferedImage picture, String format) {
        try {
            var file = new ByteArrayOutputStream();
            ImageIO.write(picture, format, file);
            return file.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** With what a camera notes: how it was held (EXIF 274), and words where it says the place. */
    public static byte[] noted(byte[] jpeg, int orientation, String words) {
        var tiff = ByteBuffer.allocate(64 + words.length())
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(words.getBytes(StandardCharsets.ISO_8859_1))
                .flip();
        return ByteBuffer.allocate(jpeg.length + tiff.limit() + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (tiff.limit() + 2))
                .put(tiff)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** The head of a picture of so many pixels, and next to nothing behind it. */
    static byte[] pngHead(int width, int height) {
        var head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                chunk("IHDR", head),
                chunk("IDAT", deflated(new byte[1_000_000])),
                chunk("IEND", new byte[0]));
    }

    /** A picture with a text in front of its pixels that a few kilobytes stand for. */
    static byte[] pngWithText(byte[] png, int length) {
        var text = joined("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), deflated(new byte[length]));
        var head = 8 + 25;
        return joined(Arrays.copyOf(png, head), chunk("zTXt", text), Arrays.copyOfRange(png, head, png.length));
    }

    private static byte[] chunk(String type, byte[] content) {
        var named = joined(type.getBytes(StandardCharsets.ISO_8859_1), content);
        var checksum = new CRC32();
        checksum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(content.length)
                .put(named)
                .putInt((int) checksum.getValue())
                .array();
    }

    static byte[] deflated(byte[] plain) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            var packed = new byte[plain.length / 100 + 1_000];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
