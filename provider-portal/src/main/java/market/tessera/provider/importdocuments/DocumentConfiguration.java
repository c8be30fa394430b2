package market.tessera.provider.importdocuments;

import market.tessera.platform.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings documents that imports name, beside everything else. Several instances share the work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DocumentProperties.class)
class DocumentConfiguration {
    @Bean
    Recurring bringsDocuments(BringDocuments bringDocuments, DocumentProperties properties) {
        return Recurring.every("Bringing documents of imports", properties.poll(), bringDocuments::round)
                .afterAPause();
    }
}
