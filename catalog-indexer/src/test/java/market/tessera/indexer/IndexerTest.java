package market.tessera.indexer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole indexer between real logs and a real OpenSearch; all classes so marked share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=catalog-indexer",
            "spring.application.name=catalog-indexer",
            "tessera.opensearch.refresh-interval=1h"
        })
@Import(ReadyIndex.class)
@ContextConfiguration(initializers = {TestServersInitializer.class, TestLogs.class, OpenSearchLine.class})
public @interface IndexerTest {}
