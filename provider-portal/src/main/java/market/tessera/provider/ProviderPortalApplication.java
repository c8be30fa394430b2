package market.tessera.provider;

import market.tessera.platform.application.TesseraApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Where providers list, govern, version and publish offerings. */
@SpringBootApplication(proxyBeanMethods = false)
public class ProviderPortalApplication {
    /** The application under its own name and configuration, ready to run. */
    public static SpringApplicationBuilder builder() {
        return TesseraApplication.builder(ProviderPortalApplication.class, "provider-portal");
    }

    public static void main(String[] arguments) {
        builder().run(arguments);
    }
}
