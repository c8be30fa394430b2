package market.tessera.storefront.catalogue;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the search index is and how long to wait for it.
 *
 * @param urls addresses of the cluster's nodes
 * @param username if the cluster asks for one
 * @param prefix of the aliases, see {@code docs/search-index.md}
 * @param timeout after which a search counts as unanswered; a page says so within a second
 * @param connections at most, to each node
 */
@Validated
@ConfigurationProperties("storefront.catalogue")
record CatalogueProperties(
        @NotEmpty List<URI> urls,
        @Nullable String username,
        @Nullable String password,
        @NotNull String prefix,
        @DefaultValue("900ms") Duration timeout,
        @DefaultValue("64") @Min(1) int connections) {}
