package market.tessera.storefront.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueConfigurationTests {
    @Test
    void saysWhoItIsToAClusterThatAsks() {
        assertThat(CatalogueConfiguration.credentials(properties("reader", "secret")))
                .extracting(Object::toString)
                .containsExactly("Authorization: Basic cmVhZGVyOnNlY3JldA==");
        assertThat(CatalogueConfiguration.credentials(properties("", ""))).isEmpty();
        assertThat(CatalogueConfiguration.credentials(properties(null, null))).isEmpty();
    }

    private static CatalogueProperties properties(@Nullable String username, @Nullable String password) {
        return new CatalogueProperties(
                List.of(URI.create("http://localhost:9200")), username, password, "tessera", Duration.ofSeconds(1), 1);
    }
}
