package market.tessera.checkout.invoice;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Entries of the ledger that have no document yet. */
@Repository
class DueDocuments {
    private final DatabaseClient database;

    DueDocuments(DatabaseClient database) {
        this.database = database;
    }

    /** @param cause empty for a sale, which is invoiced; of all others, that take money back, credit notes are written */
    record Due(long id, UUID orderId, String cause) {
        boolean isSale() {
            return cause.isEmpty();
        }
    }

    /** The oldest, kept from all others until the transaction ends. */
    Flux<Due> take(int most) {
        return database.sql(
                        "select id, order_id, cause from document_due order by id limit :most for update skip locked")
                .bind("most", most)
                .mapProperties(Due.class)
                .all();
    }

    /** Orders whose sale is due still, with someone else. */
    Flux<UUID> otherSales(List<Due> taken) {
        return database.sql(
                        "select order_id from document_due where cause = '' and order_id = any(:orders) and id <> all(:taken)")
                .bind("orders", taken.stream().map(Due::orderId).toArray(UUID[]::new))
                .bind("taken", taken.stream().map(Due::id).toArray(Long[]::new))
                .mapValue(UUID.class)
                .all();
    }

    Mono<Void> takeBackUnpaid(UUID order) {
        return database.sql("insert into document_due (order_id, cause) values (:order, 'unpaid')")
                .bind("order", order)
                .then();
    }

    Mono<Void> done(List<Due> taken) {
        return database.sql("delete from document_due where id = any(:done)")
                .bind("done", taken.stream().map(Due::id).toArray(Long[]::new))
                .then();
    }
}
