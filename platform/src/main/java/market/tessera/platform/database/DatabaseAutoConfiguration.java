package market.tessera.platform.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import reactor.netty.resources.LoopResources;

/**
 * Spreads the connections of a pool over threads. Left to themselves they all live on the thread of the first one, since a connection that is opened from
 * an event loop stays there (r2dbc-pool issue 190), and one processor does the database's part of every request. More threads than processors take turns
 * with each other and with those of HTTP, which costs more than what they do.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
public final class DatabaseAutoConfiguration {
    /** Opening a connection asks for a thread twice, in turn: of an even number only every other one would get any. */
    @Bean(destroyMethod = "dispose")
    LoopResources databaseLoops() {
        var odd = (Runtime.getRuntime().availableProcessors() - 1) | 1;
        return LoopResources.create("database", odd, odd, true, false);
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer databaseConnectionsOnAllLoops(LoopResources databaseLoops) {
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, databaseLoops);
    }
}
