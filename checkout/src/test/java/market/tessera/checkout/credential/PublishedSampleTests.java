package market.tessera.checkout.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.util.Optional;
import market.tessera.checkout.keys.Multikey;
import org.junit.jupiter.api.Test;

/** Credentials that others have signed, judged by our verification. */
class PublishedSampleTests {
    @Test
    void verifiesACredentialThatAnotherProgramHasSigned() {
        var credential = OpenBadgesData.json("samples/bit-string-list/credential-status-revoked.json");

        assertThat(DataIntegrity.verifies(credential, PublishedSampleTests::keyInTheFragment))
                .isTrue();
    }

    @Test
    void verifiesACredentialWithManyBlankNodes() {
        var credential = OpenBadgesData.json("samples/bit-string-list/credential-status-revoked-blank-nodes.json");

        assertThat(DataIntegrity.verifies(credential, PublishedSampleTests::keyInTheFragment))
                .isTrue();
    }

    /** Its endorsements' proofs are alike but for the graphs they stand in. */
    @Test
    void verifiesACredentialWithEndorsementsThatCarryProofsThemselves() {
        assertThat(DataIntegrity.verifies(
                        OpenBadgesData.json("samples/complete.json"), PublishedSampleTests::keyInTheFragment))
                .isTrue();
    }

    @Test
    void seesThatOneWordWasChanged() {
        var credential = OpenBadgesData.json("samples/bit-string-list/credential-status-revoked.json");
        credential.put("name", "another name");

        assertThat(DataIntegrity.verifies(credential, PublishedSampleTests::keyInTheFragment))
                .isFalse();
    }

    @Test
    void readsAStatusListThatAnotherProgramHasEncoded() {
        var list = OpenBadgesData.json("samples/bit-string-list/testlist")
                .at("/credentialSubject/encodedList")
                .asString();

        assertThat(StatusBits.isSet(list, 23)).isTrue();
        assertThat(StatusBits.isSet(list, 22)).isFalse();
    }

    private static Optional<PublicKey> keyInTheFragment(String method) {
        return Multikey.decode(method.substring(method.indexOf('#') + 1));
    }
}
