package market.tessera.storefront.catalogue;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.json.jackson3.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The client of the search index. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogueProperties.class)
class CatalogueConfiguration {

    /** Answers come as they are: to compress them costs the engine more than it saves on the short way from it. */
    @Bean(destroyMethod = "close")
    OpenSearchTransport openSearchTransport(CatalogueProperties properties) {
        var timeout = Timeout.of(properties.timeout());
        return ApacheHttpClient5TransportBuilder.builder(
                        properties.urls().stream().map(HttpHost::create).toArray(HttpHost[]::new))
                .setMapper(new JacksonJsonpMapper(documents()))
                .setDefaultHeaders(credentials(properties))
                .setHttpClientConfigCallback(client -> client.disableContentCompression()
                        .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                                .setMaxConnPerRoute(properties.connections())
                                .setMaxConnTotal(properties.connections())
                                .build()))
                .setConnectionConfigCallback(
                        connection -> connection.setConnectTimeout(timeout).setSocketTimeout(timeout))
                .setRequestConfigCallback(
                        request -> request.setConnectionRequestTimeout(timeout).setResponseTimeout(timeout))
                .build();
    }

    static Header[] credentials(CatalogueProperties properties) {
        var username = properties.username();
        return username == null || username.isEmpty()
                ? new Header[0]
                : new Header[] {
                    new BasicHeader(
                            HttpHeaders.AUTHORIZATION,
                            "Basic "
                                    + HttpHeaders.encodeBasicAuth(
                                            username,
                                            Objects.requireNonNullElse(properties.password(), ""),
                                            StandardCharsets.UTF_8))
                };
    }

    @Bean
    OpenSearchAsyncClient openSearchClient(OpenSearchTransport transport) {
        return new OpenSearchAsyncClient(transport);
    }

    /** Reads documents: an absent list or map is an empty one, any other absent member null. */
    static JsonMapper documents() {
        var empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        return JsonMapper.builder()
                .disable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withConfigOverride(List.class, config -> config.setNullHandling(empty))
                .withConfigOverride(Map.class, config -> config.setNullHandling(empty))
                .build();
    }
}
