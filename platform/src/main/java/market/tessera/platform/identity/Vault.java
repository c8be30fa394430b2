package market.tessera.platform.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is secret at rest: AES-256-GCM with a fresh nonce per value. Each value is bound to the place it is stored in, so that a
 * sealed key copied into another row cannot be opened there.
 */
public final class Vault {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 random bytes in Base64, of either alphabet; all that was sealed with it is lost with it */
    public Vault(String key) {
        this.key = new SecretKeySpec(decode(key), "AES");
    }

    /** @param place where the sealed value is kept */
    public byte[] seal(byte[] secret, String place) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, secret, place);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException if it was sealed with another key or for another place, or was altered */
    public byte[] open(byte[] sealed, String place) {
        var buffer = ByteBuffer.wrap(sealed);
        var nonce = new byte[NONCE];
        buffer.get(nonce);
        var rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return run(Cipher.DECRYPT_MODE, nonce, rest, place);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String place) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A sealed value of " + place + " does not fit tessera.vault.key", failure);
        }
    }

    private static byte[] decode(String key) {
        var bytes = Base64.getUrlDecoder().decode(key.strip().replace('+', '-').replace('/', '_'));
        if (bytes.length != 32) {
            throw new IllegalStateException("tessera.vault.key must be 32 bytes in Base64");
        }
        return bytes;
    }
}
