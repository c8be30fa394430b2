package market.tessera.checkout.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.imageio.ImageIO;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.credential.BakedPng;
import market.tessera.checkout.credential.BakedSvg;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class BadgeFilesTests {
    @Autowired
    Graduates graduates;

    @Autowired
    RevokeBadge revoke;

    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private UUID badge;

    @BeforeEach
    void aBadge() {
        badge = graduates.badge(Purchases.learner("Łucja Østergård"), "Infection control in home care");
    }

    @Test
    void picturesHaveTheBadgeInside() throws IOException {
        var credential = anyone.get("/badges/" + badge + "/credential.json").body();
        var png = file("badge.png");
        var svg = file("badge.svg");

        assertThat(BakedPng.credential(png.body())).contains(credential);
        assertThat(BakedSvg.credential(new String(svg.body(), StandardCharsets.UTF_8)))
                .contains(credential);
        assertThat(png.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"badge.png\"");
        assertThat(anyone.upload("/verify", "badge.png", png.body(), java.util.Map.of())
                        .body())
                .contains("This badge is genuine");
    }

    @Test
    void thePngLooksLikeTheSvg() throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(file("badge.png").body()));

        assertThat(picture.getWidth()).isEqualTo(720);
        assertThat(picture.getRGB(2 * 280, 2 * 80)).as("the copper tile").isEqualTo(0xfff2a367);
        assertThat(picture.getRGB(2 * 2, 2 * 60)).as("a tile of hue 96").isNotEqualTo(0xfffffdf7);
        assertThat(letters(picture))
                .as("the title's letters on the dark ground")
                .isGreaterThan(1_000);
    }

    @Test
    void theCertificateSaysWhatWasAwardedAndItsCodeLeadsToTheBadge() throws IOException, NotFoundException {
        try (var certificate = Loader.loadPDF(file("certificate.pdf").body())) {
            var text = new PDFTextStripper().getText(certificate);
            assertThat(text)
                    .contains(
                            "Infection control in home care",
                            "Łucja Østergård",
                            "Awarded by Glenmore College",
                            "Choose protective equipment",
                            Surroundings.ORIGIN + "/badges/" + badge);
            assertThat(certificate.getNumberOfPages()).isEqualTo(1);
            assertThat(code(new PDFRenderer(certificate).renderImageWithDPI(0, 150)))
                    .isEqualTo(Surroundings.ORIGIN + "/badges/" + badge);
        }
    }

    @Test
    void thePageOffersWaysToShowItElsewhere() {
        var page = anyone.get("/badges/" + badge).body();
        var linkedIn = URLDecoder.decode(
                LearnerBrowser.match(page, "href=\"(https://www.linkedin.com/profile/add[^\"]+)\"")
                        .replace("&amp;", "&"),
                StandardCharsets.UTF_8);

        assertThat(linkedIn)
                .contains(
                        "name=Infection control in home care",
                        "organizationName=Glenmore College",
                        "certUrl=" + Surroundings.ORIGIN + "/badges/" + badge,
                        "certId=" + badge);
        assertThat(page)
                .contains("&lt;a href=&quot;" + Surroundings.ORIGIN + "/badges/" + badge + "&quot;&gt;&lt;img src=")
                .contains("/badges/" + badge + "/certificate.pdf", "/badges/" + badge + "/badge.png");
    }

    @Test
    void whatIsRevokedIsNoLongerShownOffOrPutOnPaper() throws IOException {
        revoke.revoke(badge, "Issued by mistake").block();

        assertThat(file("certificate.pdf").statusCode()).isEqualTo(404);
        assertThat(file("badge.png").statusCode()).isEqualTo(200);
        assertThat(anyone.get("/badges/" + badge).body())
                .contains("Issued by mistake", "/badges/" + badge + "/badge.png")
                .doesNotContain("certificate.pdf", "linkedin.com", "&lt;img src=");
    }

    private HttpResponse<byte[]> file(String name) throws IOException {
        try {
            var request = HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + "/badges/" + badge + "/" + name));
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static long letters(BufferedImage picture) {
        return java.util.stream.IntStream.range(2 * 60, 2 * 300)
                .mapToLong(x -> java.util.stream.IntStream.range(2 * 200, 2 * 270)
                        .filter(y -> (picture.getRGB(x, y) & 0xff) > 0xd0)
                        .count())
                .sum();
    }

    private static String code(BufferedImage page) throws NotFoundException {
        var pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
        var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
        return new MultiFormatReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
