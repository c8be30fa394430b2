package market.tessera.checkout.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;

/** Public keys as W3C Controlled Identifiers write them: multibase of a multicodec prefix and the key. Ed25519, and P-256 as wallets have it. */
public final class Multikey {
    private static final byte[] CODEC = {(byte) 0xed, 0x01};
    private static final byte[] P256 = {(byte) 0x80, 0x24};
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;
    /** Compressed. */
    private static final int POINT_BYTES = 33;

    private Multikey() {}

    public static String encode(PublicKey key) {
        var der = key.getEncoded();
        var raw = Arrays.copyOfRange(der, der.length - KEY_BYTES, der.length);
        return Base58.toMultibase(concat(CODEC, raw));
    }

    /** The key, if the text is a multikey of one of these kinds. */
    public static Optional<PublicKey> decode(String text) {
        return Base58.fromMultibase(text).flatMap(Multikey::read);
    }

    private static Optional<PublicKey> read(byte[] bytes) {
        if (isOf(CODEC, KEY_BYTES, bytes)) {
            return ofRaw(Arrays.copyOfRange(bytes, CODEC.length, bytes.length));
        }
        return isOf(P256, POINT_BYTES, bytes)
                ? ofPoint(Arrays.copyOfRange(bytes, P256.length, bytes.length))
                : Optional.empty();
    }

    private static boolean isOf(byte[] codec, int length, byte[] bytes) {
        return bytes.length == codec.length + length && Arrays.equals(bytes, 0, codec.length, codec, 0, codec.length);
    }

    private static Optional<PublicKey> ofPoint(byte[] compressed) {
        try {
            var point = ECNamedCurveTable.getByName("secp256r1").getCurve().decodePoint(compressed);
            var key = new ECKey.Builder(
                            Curve.P_256,
                            Base64URL.encode(point.getAffineXCoord().getEncoded()),
                            Base64URL.encode(point.getAffineYCoord().getEncoded()))
                    .build();
            return Optional.of(key.toECPublicKey());
        } catch (IllegalArgumentException | JOSEException noPoint) {
            return Optional.empty();
        }
    }

    /** The key with these 32 bytes. */
    static Optional<PublicKey> ofRaw(byte[] raw) {
        return raw.length == KEY_BYTES ? Optional.of(publicKey(raw)) : Optional.empty();
    }

    private static PublicKey publicKey(byte[] raw) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(X509_PREFIX, raw)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM lacks Ed25519", impossible);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
