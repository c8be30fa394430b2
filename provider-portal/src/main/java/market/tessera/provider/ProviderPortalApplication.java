package market.tessera.provider;

import java.util.Arrays;
import market.tessera.platform.application.TesseraApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Where providers list, govern, version and publish offerings. */
@SpringBootApplication(proxyBeanMethods = false)
public class ProviderPortalApplication {
    /** The application under its own name and configuration, ready to run. */
    public static SpringApplicationBuilder builder() {
        return TesseraApplication.builder(ProviderPortalApplication.class, "provider-portal");
    }

    /** Serves until it is stopped; with {@code --import-vocabulary=FILE} takes the file's skills over and ends. */
    public static void main(String[] arguments) {
        if (Arrays.stream(arguments).anyMatch(argument -> argument.startsWith("--import-vocabulary="))) {
            System.exit(SpringApplication.exit(
                    builder().web(WebApplicationType.NONE).run(arguments)));
        }
        builder().run(arguments);
    }
}
