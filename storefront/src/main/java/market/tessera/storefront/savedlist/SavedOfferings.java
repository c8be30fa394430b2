package market.tessera.storefront.savedlist;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The learners' lists. */
@Repository
public class SavedOfferings {
    /** More than anyone reads, few enough to be shown on one page. */
    static final int MOST = 100;

    private final DatabaseClient database;
    private final Clock clock;

    SavedOfferings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The one saved last first. */
    public Flux<SavedOffering> of(UUID account) {
        return database.sql(
                        "select offering, saved_at from saved_offering where account = :account order by saved_at desc")
                .bind("account", account)
                .mapProperties(SavedOffering.class)
                .all();
    }

    public Mono<Boolean> contains(UUID account, UUID offering) {
        return database.sql("select true from saved_offering where account = :account and offering = :offering")
                .bind("account", account)
                .bind("offering", offering)
                .mapValue(Boolean.class)
                .one()
                .defaultIfEmpty(false);
    }

    /** Saving again changes nothing. A full list lets its oldest entries go. */
    Mono<Void> save(UUID account, UUID offering) {
        return database.sql("""
                        insert into saved_offering (account, offering, saved_at) values (:account, :offering, :now)
                        on conflict (account, offering) do nothing
                        """)
                .bind("account", account)
                .bind("offering", offering)
                .bind("now", clock.instant())
                .then()
                .then(trim(account));
    }

    Mono<Void> remove(UUID account, UUID offering) {
        return database.sql("delete from saved_offering where account = :account and offering = :offering")
                .bind("account", account)
                .bind("offering", offering)
                .then();
    }

    private Mono<Void> trim(UUID account) {
        return database.sql("""
                        delete from saved_offering where account = :account and offering in (
                          select offering from saved_offering where account = :account order by saved_at desc offset :most)
                        """).bind("account", account).bind("most", MOST).then();
    }
}
