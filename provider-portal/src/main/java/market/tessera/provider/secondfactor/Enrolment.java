package market.tessera.provider.secondfactor;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What an authenticator app has to learn.
 *
 * @param secret to be typed where no camera is at hand, in groups of four
 * @param address for the app, {@code otpauth://}; see <a href="https://github.com/google/google-authenticator/wiki/Key-Uri-Format">Key URI format</a>
 * @param size width and height of the picture of that address, in modules
 * @param path of an SVG whose dark modules it is
 */
public record Enrolment(String secret, String address, int size, String path) {
    private static final String ISSUER = "Tessera";
    private static final int QUIET_ZONE = 4;

    static Enrolment of(byte[] secret, String email) {
        var text = Base32.of(secret);
        var address = "otpauth://totp/" + ISSUER + ":" + URLEncoder.encode(email, StandardCharsets.UTF_8) + "?secret="
                + text + "&issuer=" + ISSUER;
        var picture = picture(address);
        return new Enrolment(text.replaceAll("(.{4})(?!$)", "$1 "), address, picture.getWidth(), path(picture));
    }

    private static BitMatrix picture(String address) {
        try {
            return new QRCodeWriter()
                    .encode(
                            address,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }

    private static String path(BitMatrix picture) {
        var path = new StringBuilder();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                if (picture.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
