package market.tessera.storefront.savedlist;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The learners' lists. */
@Repository
public class SavedOfferings {
    /** More than anyone reads, few enough to be shown on one page. */
    static final int MOST = 100;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SavedOfferings(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
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

    /**
     * Returns whether the offering is on the list now. Saving again changes nothing, and a full list takes no more: what was put aside is never
     * dropped. Requests of one account wait for each other, so that no two take the last place.
     */
    Mono<Boolean> save(UUID account, UUID offering) {
        return database.sql("select id from account where id = :account for update")
                .bind("account", account)
                .mapValue(UUID.class)
                .one()
                .flatMap(owner -> insert(owner, offering).then(contains(owner, offering)))
                .defaultIfEmpty(false)
                .as(transaction::transactional);
    }

    private Mono<Void> insert(UUID account, UUID offering) {
        return database.sql("""
                        insert into saved_offering (account, offering, saved_at)
                        select :account, :offering, :now
                        where (select count(*) from saved_offering where account = :account) < :most
                        on conflict (account, offering) do nothing
                        """)
                .bind("account", account)
                .bind("offering", offering)
                .bind("now", clock.instant())
                .bind("most", MOST)
                .then();
    }

    Mono<Void> remove(UUID account, UUID offering) {
        return database.sql("delete from saved_offering where account = :account and offering = :offering")
                .bind("account", account)
                .bind("offering", offering)
                .then();
    }
}
