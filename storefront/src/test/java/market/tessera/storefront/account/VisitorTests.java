package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class VisitorTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.7                | 203.0.113.7
                    2001:db8:1:2:3:4:5:6       | 2001:db8:1:2:0:0:0:0/64
                    2001:db8:1:2:ffff::1       | 2001:db8:1:2:0:0:0:0/64
                    ::1                        | 0:0:0:0:0:0:0:1
                    """)
    void isKnownByTheNetworkThatItsOwnerCannotChoose(String address, String network) {
        var request = MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(address, 4711));

        assertThat(Visitor.of(MockServerWebExchange.from(request)).network()).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0 | Edge, Windows
                    Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604  | Safari, iPhone
                    Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0                            | Firefox, Linux
                    Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36              | Chrome, Android
                    curl/8.5                                                                                          | unknown
                    """)
    void namesItsDeviceInAFewWords(String agent, String device) {
        assertThat(Visitor.device(agent)).isEqualTo(device);
    }

    @Test
    void mayBeWithoutAnAddress() {
        assertThat(Visitor.of(MockServerWebExchange.from(MockServerHttpRequest.get("/")))
                        .network())
                .isEqualTo("unknown");
    }
}
