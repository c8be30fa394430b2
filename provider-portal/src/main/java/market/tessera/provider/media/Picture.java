package market.tessera.provider.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * A picture as it is kept: pixels of what was sent, written anew. Nothing else of the file survives, neither what a camera noted nor what
 * somebody has hidden behind the picture.
 *
 * @param type {@code image/jpeg}, or {@code image/png} where something shines through
 * @param card the small one, of the same type; null where the shape has none
 */
record Picture(String type, Content content, @Nullable Content card) {
    /** So many pixels are decoded at most; of larger pictures every second, third … row and column is. */
    private static final double MOST_DECODED = 8_000_000;

    private static final double QUALITY = 0.85;

    /** How an attempt to read one ended. */
    sealed interface Reading {
        record Read(Picture picture) implements Reading {}

        record Refused(Refusal why) implements Reading {}
    }

    /** Takes up to seconds and much memory: not for an event loop. */
    static Reading read(byte[] file, Shape shape) {
        if (file.length == 0) {
            return new Reading.Refused(Refusal.EMPTY);
        }
        return Format.of(file)
                .map(format -> read(file, format, shape))
                .orElseGet(() -> new Reading.Refused(Format.refusal(file)));
    }

    /** Decoders meet bytes that somebody has made to break them, and fail in every way there is. */
    private static Reading read(byte[] file, Format format, Shape shape) {
        if (!format.isWhole(file)) {
            return new Reading.Refused(Refusal.BROKEN);
        }
        var reader = ImageIO.getImageReadersByFormatName(format.name()).next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, false, format == Format.PNG);
            return format.takes(reader.getWidth(0), reader.getHeight(0))
                    ? new Reading.Read(make(decode(reader, format), shape))
                    : new Reading.Refused(Refusal.TOO_MANY_PIXELS);
        } catch (IOException | RuntimeException broken) {
            return new Reading.Refused(Refusal.BROKEN);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decode(ImageReader reader, Format format) throws IOException {
        var pixels = (double) reader.getWidth(0) * reader.getHeight(0);
        var step = (int) Math.max(1, Math.ceil(Math.sqrt(pixels / MOST_DECODED)));
        var wish = reader.getDefaultReadParam();
        wish.setSourceSubsampling(step, step, 0, 0);
        var decoded = reader.read(0, wish);
        var turned = format == Format.JPEG ? turned(reader) : null;
        return turned == null
                ? decoded
                : ExifFilterUtils.getFilterForOrientation(turned).apply(decoded);
    }

    /** How the camera was held; a picture whose notes cannot be read is shown as it lies. */
    private static @Nullable Orientation turned(ImageReader reader) {
        try {
            return ExifUtils.getExifOrientation(reader, 0);
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    private static Picture make(BufferedImage decoded, Shape shape) throws IOException {
        var frame = shape.frame();
        var card = shape.card();
        var whole = Thumbnails.of(decoded)
                .size(Math.min(frame.width(), decoded.getWidth()), Math.min(frame.height(), decoded.getHeight()))
                .imageType(BufferedImage.TYPE_INT_ARGB)
                .asBufferedImage();
        var transparent = shinesThrough(whole);
        return new Picture(
                transparent ? "image/png" : "image/jpeg",
                written(Thumbnails.of(whole).scale(1), transparent),
                card == null
                        ? null
                        : written(
                                Thumbnails.of(whole)
                                        .size(card.width(), card.height())
                                        .crop(Positions.CENTER),
                                transparent));
    }

    private static boolean shinesThrough(BufferedImage picture) {
        var pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        return Arrays.stream(pixels).anyMatch(pixel -> pixel >>> 24 < 0xFF);
    }

    private static Content written(Thumbnails.Builder<BufferedImage> made, boolean transparent) throws IOException {
        var file = new ByteArrayOutputStream();
        var written = transparent
                ? made.imageType(BufferedImage.TYPE_INT_ARGB).outputFormat("png")
                : made.imageType(BufferedImage.TYPE_INT_RGB).outputFormat("jpg").outputQuality(QUALITY);
        written.toOutputStream(file);
        return Content.of(file.toByteArray());
    }
}
