package market.tessera.checkout.transfer;

import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Has the shares of an order that Stripe has refused sent once more, now and not when their next pause is over. */
@Service
public class RetryShares {
    private final Transfers transfers;
    private final SendShares send;

    RetryShares(Transfers transfers, SendShares send) {
        this.transfers = transfers;
        this.send = send;
    }

    /** What is refused again is tried again later, as before. */
    public Mono<Void> retry(UUID order) {
        return transfers.refusedOf(order).concatMap(send::send).then();
    }
}
