package market.tessera.checkout.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Ed25519 public keys as W3C Controlled Identifiers write them: multibase of the multicodec prefix {@code 0xed01} and 32 bytes. */
public final class Multikey {
    private static final byte[] CODEC = {(byte) 0xed, 0x01};
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;

    private Multikey() {}

    public static String encode(PublicKey key) {
        var der = key.getEncoded();
        var raw = Arrays.copyOfRange(der, der.length - KEY_BYTES, der.length);
        return Base58.toMultibase(concat(CODEC, raw));
    }

    /** The key, if the text is an Ed25519 multikey. */
    public static Optional<PublicKey> decode(String text) {
        return Base58.fromMultibase(text)
                .filter(bytes -> bytes.length == CODEC.length + KEY_BYTES
                        && Arrays.equals(bytes, 0, CODEC.length, CODEC, 0, CODEC.length))
                .map(bytes -> publicKey(Arrays.copyOfRange(bytes, CODEC.length, bytes.length)));
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
