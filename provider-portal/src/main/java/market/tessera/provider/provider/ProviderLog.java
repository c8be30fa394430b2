package market.tessera.provider.provider;

import java.util.Collection;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the catalog log what providers have become. To be called in the transaction of the change. */
@Component
class ProviderLog {
    private final DatabaseClient database;
    private final EventLog log;

    ProviderLog(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    Mono<Void> announce(Collection<UUID> providers) {
        if (providers.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        update provider set log_version = log_version + 1, updated_at = now()
                        where id = any(:ids) returning *
                        """)
                .bind("ids", providers.toArray(UUID[]::new))
                .map(row -> new Event(
                        "provider.updated",
                        Columns.required(row, "id", UUID.class).toString(),
                        Columns.required(row, "log_version", Long.class),
                        ProviderSnapshot.of(Providers.provider(row))))
                .all()
                .collectList()
                .flatMap(log::append);
    }
}
