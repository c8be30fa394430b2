package market.tessera.checkout.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import market.tessera.checkout.certificate.Certificate.Words;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTests {
    private static final String INCOMPLETE = "Some letters are missing.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "محمد عبد الله الخطيب",
                "שרה כהן",
                "प्रियंका श्रीवास्तव",
                "李小龍",
                "김민준",
                "さくら 山田",
                "สมชาย ใจดี",
                "თამარ ბერიძე",
                "Ali محمد"
            })
    void drawsNamesOfOtherScriptsAndSaysInWordsWhatTheyAre(String name) throws IOException {
        try (var certificate = certificate(name);
                var nobodys = certificate("")) {
            assertThat(said(certificate)).containsExactly(name);
            assertThat(new PDFTextStripper().getText(certificate))
                    .contains("Wound care")
                    .doesNotContain(INCOMPLETE);
            assertThat(ink(certificate)).isGreaterThan(ink(nobodys) + 200);
        }
    }

    @ParameterizedTest
    @CsvSource({"محمد عبد الله الخطيب, true", "שרה כהן, true", "Ali محمد, false", "李小龍, false"})
    void beginsAtTheRightWhatRunsFromThere(String name, boolean fromTheRight) throws IOException {
        try (var certificate = certificate(name)) {
            assertThat(dark(certificate).max().orElseThrow() > 3 * 770).isEqualTo(fromTheRight);
        }
    }

    @Test
    void saysSoWhereLettersOfANameCannotBePrinted() throws IOException {
        try (var certificate = certificate("ᏣᎳᎩ Sequoyah")) {
            assertThat(new PDFTextStripper().getText(certificate)).contains("Sequoyah", INCOMPLETE);
        }
    }

    @Test
    void saysEachPointAsAWholeAndThatThereAreMore() throws IOException {
        var sentence =
                "Plan, carry out and document the care of wounds that heal badly, together with those concerned and their relatives, in every setting";
        var points = IntStream.rangeClosed(1, 30)
                .mapToObj(number -> number + ". " + sentence)
                .toList();

        try (var certificate = certificate("Amara Okafor", points)) {
            var text = new PDFTextStripper().getText(certificate);
            var shown =
                    text.lines().filter(line -> line.contains("every setting")).count();

            assertThat(text).contains("Effort: 20 hours", "1. Plan, carry out", "There is more.", "Verify it");
            assertThat(shown)
                    .isBetween(3L, 12L)
                    .isEqualTo(text.lines()
                            .filter(line -> line.contains("Plan, carry out"))
                            .count());
            assertThat(certificate.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void keepsWhatItSaysAboveTheCodeHoweverLongNamesAre() throws IOException {
        var title =
                "Advanced interdisciplinary wound management and palliative pressure injury prevention in community settings"
                        + " with remote supervision and documentation";
        var name = "Maria-Theresia Charlotte Wilhelmina von und zu Hohenlohe-Waldenburg-Schillingsfuerst";

        try (var certificate = certificate(title, name, List.of("Plan the care of wounds"))) {
            var page = new PDFRenderer(certificate).renderImage(0, 2);
            var above = IntStream.range(2 * 360, page.getWidth())
                    .filter(x -> IntStream.range(2 * 149, 2 * 156)
                            .anyMatch(y -> (page.getRGB(x, page.getHeight() - y) & 0xff) < 0xc0))
                    .count();

            assertThat(above).as("between what it says and the code").isZero();
            assertThat(new PDFTextStripper().getText(certificate).replaceAll("\\s+", " "))
                    .contains(title, "Awarded by Glenmore College", "Verify it");
        }
    }

    private static PDDocument certificate(String name) throws IOException {
        return certificate(name, List.of());
    }

    private static PDDocument certificate(String name, List<String> points) throws IOException {
        return certificate("Wound care", name, points);
    }

    private static PDDocument certificate(String title, String name, List<String> points) throws IOException {
        var words = new Words(
                "Certificate",
                title,
                name,
                INCOMPLETE,
                "Awarded by Glenmore College",
                points.isEmpty() ? "" : "Effort: 20 hours",
                points.isEmpty() ? "" : "The learner has shown:",
                points,
                "There is more.",
                "Verify it");
        var picture = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        return Loader.loadPDF(
                new Certificate(words, picture, "https://tessera.example/badges/1", Locale.ENGLISH).pdf());
    }

    /** What is drawn, in words. */
    private static List<String> said(PDDocument certificate) {
        var properties = (COSDictionary)
                certificate.getPage(0).getResources().getCOSObject().getDictionaryObject(COSName.PROPERTIES);
        return properties.keySet().stream()
                .map(key -> ((COSDictionary) properties.getDictionaryObject(key)).getString(COSName.ACTUAL_TEXT))
                .toList();
    }

    /** How many points beside the picture are dark, where names are. */
    private static long ink(PDDocument certificate) throws IOException {
        return dark(certificate).count();
    }

    /** How far to the right these are, a third of a point each. */
    private static IntStream dark(PDDocument certificate) throws IOException {
        var page = new PDFRenderer(certificate).renderImage(0, 3);
        return IntStream.range(page.getWidth() * 2 / 5, page.getWidth())
                .flatMap(x -> IntStream.range(0, page.getHeight() / 2)
                        .filter(y -> (page.getRGB(x, y) & 0xff) < 0x80)
                        .map(_ -> x));
    }
}
