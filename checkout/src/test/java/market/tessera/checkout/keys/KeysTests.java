package market.tessera.checkout.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import market.tessera.platform.identity.Vault;
import org.junit.jupiter.api.Test;

class KeysTests {
    private final Vault vault = new Vault(Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    void opensWhatWasSealedForThePlace() {
        var sealed = vault.seal("secret".getBytes(StandardCharsets.UTF_8), "key 1");

        assertThat(vault.open(sealed, "key 1")).asString().isEqualTo("secret");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThatThrownBy(() -> vault.open(sealed, "key 2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensNothingThatWasAlteredOrSealedWithAnotherKey() {
        var sealed = vault.seal("secret".getBytes(StandardCharsets.UTF_8), "key 1");
        var other = new Vault(Base64.getEncoder()
                .encodeToString("another key, also of 32 bytes!!!".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> other.open(sealed, "key 1")).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed, "key 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writesEd25519KeysAsMultikeys() throws NoSuchAlgorithmException {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();

        assertThat(Multikey.encode(key)).startsWith("z6Mk");
        assertThat(Multikey.decode(Multikey.encode(key))).contains(key);
        assertThat(Multikey.decode("z6MkNonsense0")).isEmpty();
    }

    /** From the test vectors of did:key. */
    @Test
    void readsAKeyOfWalletsAsItIsPublished() throws JOSEException {
        var published = new ECKey.Builder(
                        Curve.P_256,
                        new Base64URL("fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI"),
                        new Base64URL("hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU"))
                .build();

        assertThat(Multikey.decode("zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"))
                .contains(published.toECPublicKey());
        assertThat(Multikey.decode("zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU216A"))
                .isNotEqualTo(Multikey.decode("zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"));
    }

    @Test
    void encodesBase58AsItsSpecificationShows() {
        assertThat(Base58.toMultibase("Hello World!".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("z2NEpo7TZRRrLZSi2U");
        assertThat(Base58.toMultibase(HexFormat.of().parseHex("0000287fb4cd"))).isEqualTo("z11233QC4");
        assertThat(Base58.fromMultibase("z11233QC4").orElseThrow())
                .isEqualTo(HexFormat.of().parseHex("0000287fb4cd"));
        assertThat(Base58.fromMultibase("m0OIl")).isEmpty();
        assertThat(Base58.fromMultibase("z" + "2".repeat(1_000_000)))
                .as("longer than any key, and minutes to read")
                .isEmpty();
    }
}
