package market.tessera.indexer.index;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import market.tessera.document.Documents;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.opensearch.client.json.jackson3.JacksonJsonpMapper;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchIndexProperties.class)
class IndexConfiguration {
    @Bean(destroyMethod = "close")
    OpenSearchTransport openSearchTransport(SearchIndexProperties properties, JsonMapper json) {
        return ApacheHttpClient5TransportBuilder.builder(
                        properties.urls().stream().map(IndexConfiguration::host).toArray(HttpHost[]::new))
                .setMapper(new JacksonJsonpMapper(json))
                .setDefaultHeaders(credentials(properties))
                .setHttpClientConfigCallback(HttpAsyncClientBuilder::disableContentCompression)
                .build();
    }

    private static HttpHost host(URI url) {
        return new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    }

    private static Header[] credentials(SearchIndexProperties properties) {
        if (properties.username() == null || properties.username().isEmpty()) {
            return new Header[0];
        }
        var login = properties.username() + ":" + properties.password();
        var encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return new Header[] {new BasicHeader("Authorization", "Basic " + encoded)};
    }

    @Bean
    OpenSearch openSearch(OpenSearchTransport transport, JsonMapper json) {
        return new OpenSearch(new OpenSearchGenericClient(transport), json);
    }

    @Bean
    Indices indices(
            OpenSearch openSearch,
            SearchIndexProperties properties,
            Clock clock,
            JsonMapper json,
            Documents documents) {
        return new Indices(openSearch, properties, clock, json, documents);
    }

    @Bean
    BulkWriter bulkWriter(OpenSearch openSearch, Indices indices, JsonMapper json) {
        return new BulkWriter(openSearch, indices, json);
    }

    @Bean
    Readiness readiness() {
        return new Readiness();
    }
}
