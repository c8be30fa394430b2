package market.tessera.checkout.refund;

import java.util.UUID;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Gives places or money back, whoever wants it, and starts the money on its way. Whether the asker may see the order is the caller's to know. */
@Service
public class RequestRefund {
    private final AgreeRefund agree;
    private final SendRefund send;
    private final Refunds refunds;

    RequestRefund(AgreeRefund agree, SendRefund send, Refunds refunds) {
        this.agree = agree;
        this.send = send;
        this.refunds = refunds;
    }

    /** An outage at Stripe does not undo what was agreed to: the janitor goes on. */
    public Mono<Refunding> request(RefundRequest request) {
        return agree.agree(request).delayUntil(outcome -> switch (outcome) {
            case Agreed(var refund) -> send.now(refund);
            case Refused _ -> Mono.<Void>empty();
        });
    }

    /** Has a refund that failed sent once more; false if it has not failed. */
    public Mono<Boolean> again(UUID refund) {
        return refunds.again(refund)
                .delayUntil(failed -> failed ? refunds.find(refund).flatMap(send::now) : Mono.<Void>empty());
    }
}
