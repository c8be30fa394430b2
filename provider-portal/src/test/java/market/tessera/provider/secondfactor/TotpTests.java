package market.tessera.provider.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final int MODULE = 4;

    /** RFC 6238, appendix B, the last six of the eight digits there. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void agreesWithTheTestVectorsOfItsRfc(long seconds, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }

    @Test
    void takesTheNeighboursInTimeAndNoOthers() {
        var time = Instant.ofEpochSecond(1_111_111_111);
        var code = Totp.code(SECRET, time);

        assertThat(Totp.stepOf(SECRET, code, time.plusSeconds(30))).hasValue(1_111_111_111 / 30);
        assertThat(Totp.stepOf(SECRET, code, time.minusSeconds(30))).isPresent();
        assertThat(Totp.stepOf(SECRET, code, time.plusSeconds(60))).isEmpty();
        assertThat(Totp.stepOf(SECRET, "", time)).isEmpty();
        assertThat(Totp.stepOf(SECRET, "+50471", time)).isEmpty();
    }

    /** RFC 4648, section 10. */
    @Test
    void writesBase32() {
        assertThat(Base32.of("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Base32.of(new byte[5])).isEqualTo("AAAAAAAA");
    }

    @Test
    void paintsAPictureThatAReaderUnderstands() throws Exception {
        var enrolment = Enrolment.of(SECRET, "maren+vik@nordkyst.example");

        assertThat(read(enrolment)).isEqualTo(enrolment.address());
        assertThat(enrolment.address())
                .isEqualTo(
                        "otpauth://totp/Tessera:maren%2Bvik%40nordkyst.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tessera");
        assertThat(enrolment.secret()).startsWith("GEZD GNBV ");
    }

    private static String read(Enrolment enrolment) throws Exception {
        var width = enrolment.size() * MODULE;
        var pixels = new int[width * width];
        Arrays.fill(pixels, 0xffffff);
        var squares = Pattern.compile("M(\\d+) (\\d+)").matcher(enrolment.path());
        while (squares.find()) {
            for (var dot = 0; dot < MODULE * MODULE; dot++) {
                var x = Integer.parseInt(squares.group(1)) * MODULE + dot % MODULE;
                var y = Integer.parseInt(squares.group(2)) * MODULE + dot / MODULE;
                pixels[y * width + x] = 0;
            }
        }
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels))))
                    .getText();
        } catch (NotFoundException unreadable) {
            throw new AssertionError("No QR code was found", unreadable);
        }
    }
}
