package market.tessera.indexer;

import java.util.Arrays;
import market.tessera.platform.application.TesseraApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Tails the catalog log into OpenSearch. */
@SpringBootApplication(proxyBeanMethods = false)
public class CatalogIndexerApplication {
    /** The application under its own name and configuration, ready to run. */
    public static SpringApplicationBuilder builder() {
        return TesseraApplication.builder(CatalogIndexerApplication.class, "catalog-indexer");
    }

    /** Serves until it is stopped; with {@code --rebuild} makes all indexes anew and ends. */
    public static void main(String[] arguments) {
        if (Arrays.asList(arguments).contains("--rebuild")) {
            System.exit(SpringApplication.exit(
                    builder().web(WebApplicationType.NONE).run(arguments)));
        }
        builder().run(arguments);
    }
}
