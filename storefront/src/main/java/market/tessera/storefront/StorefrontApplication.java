package market.tessera.storefront;

import market.tessera.platform.application.TesseraApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Where learners and aggregators search and compare. */
@SpringBootApplication(proxyBeanMethods = false)
public class StorefrontApplication {
    /** The application under its own name and configuration, ready to run. */
    public static SpringApplicationBuilder builder() {
        return TesseraApplication.builder(StorefrontApplication.class, "storefront");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
