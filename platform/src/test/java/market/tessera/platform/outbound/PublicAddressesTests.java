package market.tessera.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class PublicAddressesTests {
    private final Outbound production =
            new Outbound(new OutboundProperties(false, Duration.ofSeconds(2), Duration.ofSeconds(2)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.20.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1"
            })
    void aProvidersAddressNeverLeadsIntoAPrivateNetwork(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450::1"})
    void machinesOfThePublicInternetAreCalled(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://campus.example.edu/jwks",
                "https://anna:secret@campus.example.edu/",
                "https:///jwks",
                "file:///etc/passwd",
                "/jwks",
                "https://campus.example.edu/#top",
                "https://campus.example.edu:65536/",
                "https://campus example.edu/",
                ""
            })
    void onlyPlainAddressesWithTlsAreTaken(String typed) {
        assertThat(production.address(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost:1/",
                "https://127.0.0.1:1/",
                "https://[::1]:1/",
                "https://169.254.169.254/latest/"
            })
    void aNameOrNumberThatLeadsHereIsNotCalled(String address) {
        production
                .get(URI.create(address))
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                Unreachable.class,
                                why -> assertThat(why.reason()).isEqualTo(Reason.NOT_ALLOWED)));
    }

    @Test
    void aHostThatIsNotThereIsSaidToBeUnknown() {
        production
                .get(URI.create("https://nowhere.invalid/"))
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                Unreachable.class,
                                why -> assertThat(why.reason()).isEqualTo(Reason.UNKNOWN_HOST)));
    }
}
