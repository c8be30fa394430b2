package market.tessera.storefront.api;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whatever the API refuses, it refuses in one form. */
@StorefrontTest
class ApiErrorsTests {
    @Autowired
    WebTestClient client;

    @Test
    void anUnknownPath() {
        expect(HttpMethod.GET, "/api/v1/offering", "*/*", 404, "not-found");
    }

    @Test
    void aMethodThatIsNotThere() {
        assertThat(expect(HttpMethod.POST, "/api/v1/offerings", "*/*", 405, "method-not-allowed")
                        .getAllow())
                .contains(HttpMethod.GET);
        expect(HttpMethod.DELETE, "/api/v1/changes", "*/*", 405, "method-not-allowed");
    }

    @Test
    void aFormatThatIsNotThere() {
        var id = SampleIndex.offerings().getFirst().path("id").asString();
        expect(HttpMethod.GET, "/api/v1/offerings", "text/csv", 406, "not-acceptable");
        assertThat(expect(HttpMethod.GET, "/api/v1/offerings/" + id, "application/rdf+xml", 406, "not-acceptable")
                        .getAccept()
                        .toString())
                .contains("application/ld+json", "application/vnd.ctdl+json");
    }

    private org.springframework.http.HttpHeaders expect(
            HttpMethod method, String path, String accepted, int status, String type) {
        return client.method(method)
                .uri(path)
                .header("Accept", accepted)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith("application/problem+json")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://tessera.market/problems/" + type)
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.instance")
                .isEqualTo(path)
                .returnResult()
                .getResponseHeaders();
    }
}
