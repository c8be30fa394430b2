package market.tessera.checkout.payment;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which of Stripe's payment intents holds which order's money. */
@Repository
public class PaymentReferences {
    private final DatabaseClient database;

    PaymentReferences(DatabaseClient database) {
        this.database = database;
    }

    /** Empty where nothing was paid. */
    public Mono<String> of(UUID order) {
        return database.sql(
                        "select reference from payment_intent where order_id = :order and reference is not null and status = 'PAID'")
                .bind("order", order)
                .mapValue(String.class)
                .one();
    }

    public Mono<UUID> order(String reference) {
        return database.sql("select order_id from payment_intent where reference = :reference")
                .bind("reference", reference)
                .mapValue(UUID.class)
                .one();
    }
}
