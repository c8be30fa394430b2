package market.tessera.checkout.deeplink;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Courses being picked. */
@Repository
class Pickings {
    /** Picking in a large catalogue takes its time. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final String COLUMNS = "id, person, name, email, provider, offering, client_id";

    private final DatabaseClient database;
    private final Clock clock;

    Pickings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty if the offering is not one of the provider's. */
    Mono<Picking> begin(Picking picking) {
        return database.sql("""
                        insert into lti_picking (id, person, name, email, provider, offering, client_id, expires_at)
                        select :id, :person, :name, :email, o.provider, o.id, :client, :expires from offer o
                        where o.id = :offering and o.provider = :provider
                        """)
                .bind("id", picking.id())
                .bind("person", picking.person())
                .bind("name", picking.name())
                .bind("email", picking.email())
                .bind("provider", picking.provider())
                .bind("offering", picking.offering())
                .bind("client", picking.clientId())
                .bind("expires", clock.instant().plus(LIFETIME))
                .fetch()
                .rowsUpdated()
                .filter(begun -> begun == 1)
                .map(_ -> picking);
    }

    /** The tool is told who has come, once; nothing if it was, or is another one, or the visitor is somebody else. */
    Mono<Picking> show(UUID id, UUID person, String clientId) {
        return database.sql("""
                        update lti_picking set shown_at = :now
                        where id = :id and person = :person and client_id = :client and shown_at is null and expires_at > :now
                        returning\s""" + COLUMNS)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("person", person)
                .bind("client", clientId)
                .mapProperties(Picking.class)
                .one();
    }

    /** One that the tool has been shown, and has not answered. */
    Mono<Picking> open(UUID id) {
        return database.sql(
                        "select " + COLUMNS
                                + " from lti_picking where id = :id and shown_at is not null and picked_at is null and expires_at > :now")
                .bind("id", id)
                .bind("now", clock.instant())
                .mapProperties(Picking.class)
                .one();
    }

    /** False if the tool has answered before. */
    Mono<Boolean> end(UUID id) {
        return database.sql("update lti_picking set picked_at = :now where id = :id and picked_at is null")
                .bind("now", clock.instant())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Long> forgetExpired() {
        return database.sql("delete from lti_picking where expires_at < :now")
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated();
    }

    @Configuration(proxyBeanMethods = false)
    static class Clearing {
        @Bean
        Recurring forgetExpiredPickings(Pickings pickings) {
            return Recurring.every("Clearing expired pickings", Duration.ofMinutes(10), pickings::forgetExpired);
        }
    }
}
