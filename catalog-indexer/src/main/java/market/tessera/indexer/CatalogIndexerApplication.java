package market.tessera.indexer;

import market.tessera.platform.application.TesseraApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Tails the catalog log into OpenSearch. */
@SpringBootApplication(proxyBeanMethods = false)
public class CatalogIndexerApplication {
    /** The application under its own name and configuration, ready to run. */
    public static SpringApplicationBuilder builder() {
        return TesseraApplication.builder(CatalogIndexerApplication.class, "catalog-indexer");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
