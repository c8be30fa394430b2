package market.tessera.provider.insight;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Serves the charting library from its package. */
@Configuration(proxyBeanMethods = false)
class ChartAssets implements WebFluxConfigurer {
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/provider-portal/chart.js/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/chart.js/4.5.1/dist/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }
}
