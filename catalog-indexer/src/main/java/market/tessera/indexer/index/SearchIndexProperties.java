package market.tessera.indexer.index;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the index lives and how large it is laid out.
 *
 * @param urls addresses of the cluster's nodes
 * @param username if the cluster asks for one
 * @param indexPrefix first part of every alias and index name
 * @param replicas copies of each shard; a cluster of one node has none
 * @param refreshInterval how soon what is written in bulk can be found, shorter costs indexing throughput; what was published alone is found at once
 */
@Validated
@ConfigurationProperties("tessera.opensearch")
record SearchIndexProperties(
        @NotEmpty List<URI> urls,
        @Nullable String username,
        @Nullable String password,
        @Pattern(regexp = "[a-z0-9][a-z0-9_-]*") String indexPrefix,
        @DefaultValue("1") @Min(1) int shards,
        @DefaultValue("0") @Min(0) int replicas,
        @DefaultValue("1s") Duration refreshInterval) {}
