package market.tessera.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactory;
import market.tessera.sandbox.servers.TestServers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class DatabaseConnectionsTests {
    /** One thread is as many as there are to be where there are two processors. */
    private static final int LEAST = Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1;

    @Test
    void areServedBySeveralThreadsWhereThereAreProcessorsForThem() {
        var servers = TestServers.addresses();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class, R2dbcAutoConfiguration.class))
                .withPropertyValues(
                        "spring.r2dbc.url=r2dbc:postgresql://%s:%d/%s"
                                .formatted(
                                        servers.postgresHost(), servers.postgresPort(), TestServers.createDatabase()),
                        "spring.r2dbc.username=checkout",
                        "spring.r2dbc.password=test")
                .run(context -> assertThat(threadsOfTenStatementsAtOnce(
                                DatabaseClient.create(context.getBean(ConnectionFactory.class))))
                        .hasSizeGreaterThanOrEqualTo(LEAST));
    }

    private static Iterable<String> threadsOfTenStatementsAtOnce(DatabaseClient database) {
        return Flux.range(0, 10)
                .flatMap(_ -> answeredBy(database))
                .distinct()
                .collectList()
                .block();
    }

    private static Mono<String> answeredBy(DatabaseClient database) {
        return database.sql("select pg_sleep(0.05)")
                .map(_ -> Thread.currentThread().getName())
                .one();
    }
}
