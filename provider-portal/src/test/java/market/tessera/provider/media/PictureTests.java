package market.tessera.provider.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import market.tessera.provider.media.Picture.Reading.Read;
import market.tessera.provider.media.Picture.Reading.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTests {

    @Test
    void isBroughtToItsFrameAndToACard() {
        var picture = read(TestPictures.jpeg(4000, 3000));

        var whole = pixels(picture.content());
        assertThat(whole.getWidth()).isEqualTo(1200);
        assertThat(whole.getHeight()).isEqualTo(900);
        assertThat(isNear(whole, 600, 100, Color.BLUE)).isTrue();
        assertThat(isNear(whole, 600, 800, Color.RED)).isTrue();
        var card = pixels(picture.card());
        assertThat(card.getWidth()).isEqualTo(640);
        assertThat(card.getHeight()).isEqualTo(360);
    }

    @Test
    void isNotEnlarged() {
        assertThat(pixels(read(TestPictures.png(300, 200)).content()).getWidth())
                .isEqualTo(300);
    }

    @Test
    void isReadAsWebPAndWrittenAsJpeg() {
        var picture = read(TestPictures.WEBP);

        assertThat(picture.type()).isEqualTo("image/jpeg");
        assertThat(isNear(pixels(picture.content()), 5, 15, Color.BLUE)).isTrue();
    }

    @Test
    void staysTransparentWhereSomethingShinesThrough() {
        var logo = Picture.read(TestPictures.transparentPng(800, 400), Shape.LOGO);

        assertThat(logo).isInstanceOfSatisfying(Read.class, read -> {
            assertThat(read.picture().type()).isEqualTo("image/png");
            assertThat(read.picture().card()).isNull();
            assertThat(read.picture().content().size()).as("packed").isLessThan(20_000);
            assertThat(pixels(read.picture().content()).getWidth()).isEqualTo(320);
            assertThat(pixels(read.picture().content()).getRGB(160, 10) >>> 24).isZero();
        });
        assertThat(read(TestPictures.png(80, 40)).type()).isEqualTo("image/jpeg");
    }

    @Test
    void isTurnedAsTheCameraWasHeldAndLosesWhatTheCameraNoted() {
        var noted = TestPictures.noted(TestPictures.jpeg(400, 200), 6, "59.91 N 10.75 E");

        var picture = read(noted);

        assertThat(text(Content.of(noted))).contains("59.91 N");
        assertThat(text(picture.content())).doesNotContain("59.91 N", "Exif");
        var turned = pixels(picture.content());
        assertThat(turned.getWidth()).isEqualTo(200);
        assertThat(turned.getHeight()).isEqualTo(400);
        assertThat(isNear(turned, 180, 200, Color.BLUE))
                .as("what was above is on the right")
                .isTrue();
    }

    /** A picture to one program, a page or an archive to another. */
    @Test
    void losesWhatIsHiddenBehindIt() {
        var polyglot = TestPictures.joined(
                TestPictures.jpeg(40, 20), "<html><script>alert(1)</script></html>PK\3\4".getBytes(UTF_8));

        assertThat(text(read(polyglot).content())).doesNotContain("script", "PK\3\4");
    }

    /** It inflates to 64 MB out of 300 KB; the decoder must not. */
    @Test
    void isReadWithoutTextThatIsPackedIntoIt() {
        var bomb = TestPictures.pngWithText(TestPictures.png(40, 20), 64_000_000);

        assertThat(read(bomb).content().size()).isLessThan(5_000);
    }

    @Test
    void isRefusedForItsPixelsBeforeAnyOfThemIsDecoded() {
        assertThat(refusal(TestPictures.pngHead(60_000, 60_000))).isEqualTo(Refusal.TOO_MANY_PIXELS);
        assertThat(refusal(TestPictures.pngHead(Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .isIn(Refusal.TOO_MANY_PIXELS, Refusal.BROKEN);
        assertThat(refusal(TestPictures.pngHead(7_000, 5_000))).isEqualTo(Refusal.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "'<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>', SVG",
        "'<?xml version=\"1.0\"?><!-- one --><svg onload=\"alert(1)\"/>', SVG",
        "GIF89a, GIF",
        "'<html><script>alert(1)</script></html>', NO_PICTURE",
        "%PDF-1.7, NO_PICTURE",
        "PK, NO_PICTURE",
        "'RIFF    WAVE', NO_PICTURE",
        "'', EMPTY"
    })
    void isNothingElseWhateverItIsCalled(String file, Refusal why) {
        assertThat(refusal(file.getBytes(UTF_8))).isEqualTo(why);
    }

    @Test
    void isRefusedWhereItEndsTooSoon() {
        for (var whole : new byte[][] {TestPictures.jpeg(400, 300), TestPictures.png(400, 300), TestPictures.WEBP}) {
            assertThat(refusal(Arrays.copyOf(whole, whole.length - whole.length / 3)))
                    .isEqualTo(Refusal.BROKEN);
            assertThat(refusal(Arrays.copyOf(whole, 20))).isEqualTo(Refusal.BROKEN);
        }
    }

    private static Picture read(byte[] file) {
        assertThat(Picture.read(file, Shape.OFFERING)).isInstanceOf(Read.class);
        return ((Read) Picture.read(file, Shape.OFFERING)).picture();
    }

    private static Refusal refusal(byte[] file) {
        assertThat(Picture.read(file, Shape.OFFERING)).isInstanceOf(Refused.class);
        return ((Refused) Picture.read(file, Shape.OFFERING)).why();
    }

    private static BufferedImage pixels(Content file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file.bytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isNear(BufferedImage picture, int x, int y, Color colour) {
        var pixel = new Color(picture.getRGB(x, y));
        return Math.abs(pixel.getRed() - colour.getRed()) + Math.abs(pixel.getBlue() - colour.getBlue()) < 80;
    }

    private static String text(Content file) {
        return new String(file.bytes(), ISO_8859_1);
    }
}
