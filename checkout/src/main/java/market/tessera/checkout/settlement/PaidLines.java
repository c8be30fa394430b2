package market.tessera.checkout.settlement;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.order.PaidOrder;
import reactor.core.publisher.Mono;

/**
 * Who makes enrollments of paid lines. Called inside the transaction that makes an order PAID, exactly once per order: what is written here is
 * committed together with the payment's result or not at all, so nothing outside may be called.
 */
public interface PaidLines {
    /** Requests one enrollment per line. */
    default Mono<Void> request(PaidOrder order) {
        return request(List.of(order));
    }

    /** As {@link #request(PaidOrder)}, of all of them at once. */
    Mono<Void> request(Collection<PaidOrder> orders);

    /** A guest's order now belongs to a learner's account; so do its enrollments. Called inside the claiming transaction. */
    Mono<Void> claimed(UUID order, UUID learner);

    /**
     * A guest's order has another e-mail address, and so have its enrollments; providers are told of that. Called inside the transaction that corrects it.
     *
     * @return false, and nothing is changed, if one of them is completed: a badge says by the address whose it is
     */
    Mono<Boolean> readdressed(UUID order, String email);
}
