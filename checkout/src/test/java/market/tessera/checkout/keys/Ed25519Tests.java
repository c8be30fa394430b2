package market.tessera.checkout.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519Tests {
    /** RFC 8032, section 7.1, test 3. */
    @Test
    void signsAsTheStandardShows() throws GeneralSecurityException {
        var seed = HexFormat.of().parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        var key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));

        assertThat(HexFormat.of().formatHex(Ed25519.sign(key, new byte[] {(byte) 0xaf, (byte) 0x82})))
                .isEqualTo("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }

    @Test
    void signsAsTheJdkDoes() throws GeneralSecurityException {
        for (var number = 0; number < 20; number++) {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var message = "badge ".repeat(number).getBytes(StandardCharsets.UTF_8);
            var ofTheJdk = Signature.getInstance("Ed25519");
            ofTheJdk.initSign(pair.getPrivate());
            ofTheJdk.update(message);

            assertThat(Ed25519.sign(pair.getPrivate(), message)).isEqualTo(ofTheJdk.sign());
        }
    }

    @Test
    void signsWithNoOtherKindOfKey() throws GeneralSecurityException {
        var key = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPrivate();

        assertThatThrownBy(() -> Ed25519.sign(key, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
