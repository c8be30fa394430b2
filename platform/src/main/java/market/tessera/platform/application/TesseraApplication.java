package market.tessera.platform.application;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts an application under its own name: {@code <name>.yml} is its configuration, so that several can share one class path. */
public final class TesseraApplication {
    private TesseraApplication() {}

    /**
     * @param name also the database role (with {@code _} for {@code -}) and the key of the application's configuration file
     */
    public static SpringApplicationBuilder builder(Class<?> application, String name) {
        return new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name, "spring.application.name=" + name);
    }
}
