package market.tessera.storefront;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.ContextConfiguration;

/** A test of the running application over the sample catalogue. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AutoConfigureWebTestClient(timeout = "20s")
@SpringBootTest(
        classes = StorefrontApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=storefront",
            "spring.application.name=storefront",
            "TESSERA_SECURE_COOKIES=false",
            "TESSERA_MAIL_FROM=Fjord Market <hello@fjord.example>",
            "TESSERA_OPERATED_BY=Fjord Market AS; Storgata 1, Tromsø",
            "storefront.catalogue.timeout=10s",
            "storefront.search.fresh=0s",
            "storefront.export.at-once=2",
            "storefront.export.fresh=0s",
            "storefront.quota.anonymous=1000000"
        })
@ContextConfiguration(initializers = {TestServersInitializer.class, SampleIndex.class, CatalogLog.class})
public @interface StorefrontTest {}
