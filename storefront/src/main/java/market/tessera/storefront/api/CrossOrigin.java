package market.tessera.storefront.api;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Lets the pages of any site read the API. What they read is public; cookies are not taken along. */
@Configuration(proxyBeanMethods = false)
class CrossOrigin {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CorsWebFilter corsFilter() {
        var anySite = new CorsConfiguration();
        anySite.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        anySite.setAllowedMethods(List.of("GET", "HEAD"));
        anySite.setAllowedHeaders(List.of(
                HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION, HttpHeaders.IF_NONE_MATCH));
        anySite.setExposedHeaders(List.of(
                HttpHeaders.ETAG,
                HttpHeaders.LINK,
                HttpHeaders.RETRY_AFTER,
                "RateLimit",
                "RateLimit-Policy",
                "Changes-Since"));
        anySite.setMaxAge(Duration.ofHours(1));
        var paths = new UrlBasedCorsConfigurationSource();
        paths.registerCorsConfiguration("/api/**", anySite);
        return new CorsWebFilter(paths);
    }
}
