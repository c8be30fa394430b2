package market.tessera.sandbox.servers;

import org.opensearch.testcontainers.OpenSearchContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The same servers from a Docker engine; Testcontainers removes them when this JVM ends. */
final class ContainerServers {
    private ContainerServers() {}

    @SuppressWarnings("resource") // live as long as the JVM
    static Addresses start() {
        var postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
                .withUsername("postgres")
                .withPassword("postgres");
        var openSearch = new OpenSearchContainer<>(DockerImageName.parse("opensearchproject/opensearch:3.6.0"))
                .withEnv("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m")
                .withEnv("action.auto_create_index", "false");
        postgres.start();
        openSearch.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            openSearch.stop();
            postgres.stop();
        }));
        return new Addresses(
                postgres.getHost(),
                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                openSearch.getHttpHostAddress());
    }
}
