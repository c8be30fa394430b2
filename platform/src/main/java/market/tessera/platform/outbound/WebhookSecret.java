package market.tessera.platform.outbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;

/**
 * What a receiver knows our messages by, and how they are signed with it, as
 * <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a> prescribe: HMAC-SHA256 over
 * id, time and body.
 */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    public static WebhookSecret random() {
        var key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new WebhookSecret(key);
    }

    /** @param text as {@link #text()} gives it */
    public static WebhookSecret of(String text) {
        return new WebhookSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    /** As receivers' libraries take it: the key in Base64, after a prefix that says what it is. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** Adds the headers that prove who sends the body, and when. */
    public void sign(HttpHeaders headers, String id, Instant time, String body) {
        var seconds = Long.toString(time.getEpochSecond());
        headers.set("webhook-id", id);
        headers.set("webhook-timestamp", seconds);
        headers.set("webhook-signature", "v1," + hmac(id + "." + seconds + "." + body));
    }

    private String hmac(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM lacks HMAC-SHA256", impossible);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret[…]";
    }
}
