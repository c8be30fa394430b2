package market.tessera.checkout.certificate;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** An address as a pattern of squares that cameras read (ISO/IEC 18004). */
public final class QrCode {
    private QrCode() {}

    /**
     * The pattern for a page.
     *
     * @param side in squares, margin included
     * @param path of the dark squares, as SVG writes it
     */
    public record Squares(int side, String path) {}

    public static Squares squares(String address) {
        var squares = of(address);
        var path = new StringBuilder();
        for (var y = 0; y < squares.getHeight(); y++) {
            for (var x = 0; x < squares.getWidth(); x++) {
                if (squares.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new Squares(squares.getWidth(), path.toString());
    }

    /** One bit per square, with the margin that readers need. */
    static BitMatrix of(String address) {
        try {
            return new QRCodeWriter()
                    .encode(
                            address,
                            BarcodeFormat.QR_CODE,
                            1,
                            1,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 2));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("Too long for a code: " + address, tooLong);
        }
    }
}
