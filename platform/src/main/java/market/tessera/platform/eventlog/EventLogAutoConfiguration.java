package market.tessera.platform.eventlog;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** Gives every application its log, its cursors and its way to subscribe. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
            "org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
public final class EventLogAutoConfiguration {
    @Bean
    EventLog eventLog(
            DatabaseClient database, JsonMapper json, @Value("${spring.application.name}") String application) {
        return new EventLog(database, json, application);
    }

    @Bean
    LogReader logReader(DatabaseClient database, JsonMapper json) {
        return new LogReader(database, json);
    }

    @Bean
    LogSnapshots logSnapshots(DatabaseClient database, JsonMapper json) {
        return new LogSnapshots(database, json);
    }

    @Bean
    Cursors cursors(DatabaseClient database) {
        return new Cursors(database);
    }

    @Bean
    LogSubscriptions logSubscriptions(LogReader reader, Cursors cursors, ConnectionFactory connections) {
        return new LogSubscriptions(reader, cursors, connections);
    }
}
