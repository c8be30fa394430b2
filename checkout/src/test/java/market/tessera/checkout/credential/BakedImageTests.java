package market.tessera.checkout.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BakedImageTests {
    private static final String CREDENTIAL = "{\"name\": \"Zürich ]]> & <Teamwork>\"}";

    @Test
    void keepACredentialInAPngThatIsStillTheSamePicture() throws IOException {
        var baked = BakedPng.bake(png(), CREDENTIAL);

        assertThat(BakedPng.credential(baked)).contains(CREDENTIAL);
        assertThat(ImageIO.read(new ByteArrayInputStream(baked)).getRGB(1, 1)).isEqualTo(0xff123456);
    }

    @Test
    void holdOneCredentialAtATime() throws IOException {
        var baked = BakedPng.bake(BakedPng.bake(png(), "{\"name\": \"before\"}"), CREDENTIAL);

        assertThat(BakedPng.credential(baked)).contains(CREDENTIAL);
        assertThat(new String(baked, UTF_8)).doesNotContain("before");
    }

    @Test
    void keepACredentialInAnSvg() {
        var baked = BakedSvg.bake(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\"><path d=\"M0 0\"/></svg>", CREDENTIAL);

        assertThat(BakedSvg.credential(baked)).contains(CREDENTIAL);
    }

    @Test
    void areReadAsOthersHaveBakedThem() {
        assertThat(BakedPng.credential(OpenBadgesData.bytes("samples/simple-json.png"))
                        .orElseThrow())
                .contains("Teamwork");
        assertThat(BakedPng.credential(OpenBadgesData.bytes("samples/simple-jwt.png"))
                        .orElseThrow())
                .startsWith("eyJ");
        assertThat(BakedSvg.credential(OpenBadgesData.text("samples/simple-jwt.svg"))
                        .orElseThrow())
                .startsWith("eyJ");
    }

    @Test
    void withoutACredentialHoldNone() throws IOException {
        assertThat(BakedPng.credential(png())).isEmpty();
        assertThat(BakedSvg.credential("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))
                .isEmpty();
    }

    @Test
    void thatAreDamagedHoldNone() throws IOException {
        var baked = BakedPng.bake(png(), CREDENTIAL);
        var endless = baked.clone();
        endless[8] = 0x7f;

        assertThat(BakedPng.credential(Arrays.copyOf(baked, 20))).isEmpty();
        assertThat(BakedPng.credential(endless)).isEmpty();
        assertThat(BakedSvg.credential("<svg><unclosed")).isEmpty();
        assertThatThrownBy(() -> BakedPng.bake(new byte[20], CREDENTIAL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leadNowhereByEntities() {
        var hostile = """
                <!DOCTYPE svg [<!ENTITY file SYSTEM "file:///etc/hostname">]>
                <svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential>&file;</openbadges:credential></svg>
                """;

        assertThat(BakedSvg.credential(hostile)).isEmpty();
    }

    private static byte[] png() throws IOException {
        var image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, 0x123456);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
