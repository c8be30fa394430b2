package market.tessera.provider.singlesignon;

import java.time.Clock;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Who accounts are at their institution's sign-in service. */
@Repository
class Subjects {
    private final DatabaseClient database;
    private final Clock clock;

    Subjects(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<UUID> account(UUID provider, String subject) {
        return database.sql("select staff from realm_subject where provider = :provider and subject = :subject")
                .bind("provider", provider)
                .bind("subject", subject)
                .map(row -> Columns.required(row, "staff", UUID.class))
                .one();
    }

    /** False if either is known as another one already. */
    Mono<Boolean> link(UUID provider, String subject, UUID staff) {
        return database.sql("""
                        insert into realm_subject (provider, subject, staff, linked_at) values (:provider, :subject, :staff, :now)
                        on conflict do nothing
                        """)
                .bind("provider", provider)
                .bind("subject", subject)
                .bind("staff", staff)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .map(_ -> true)
                .switchIfEmpty(Mono.defer(() -> account(provider, subject).map(staff::equals)))
                .defaultIfEmpty(false);
    }

    /** Everybody is got to know anew, by mail address. */
    Mono<Void> forget(UUID provider) {
        return database.sql("delete from realm_subject where provider = :provider")
                .bind("provider", provider)
                .then();
    }
}
