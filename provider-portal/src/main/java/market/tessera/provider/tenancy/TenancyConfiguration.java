package market.tessera.provider.tenancy;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything in this application that takes a connection takes it for somebody. */
@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {
    @Bean
    static BeanPostProcessor tenantConnections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ConnectionFactory connections ? new TenantConnections(connections) : bean;
            }
        };
    }
}
