package market.tessera.checkout.fee;

import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import market.tessera.checkout.payment.StripeAmounts;
import market.tessera.checkout.payment.StripeCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Fees in Stripe's books, a hundred payments in one call (Stripe documentation, "Balance transaction types": cards are {@code charge}, other
 * methods {@code payment}, disputes {@code adjustment}).
 */
@Component
public class StripeFees {
    private static final List<String> TYPES = List.of("charge", "payment", "adjustment");
    private static final long PAGE = 100;

    private final StripeCalls calls;

    StripeFees(StripeCalls calls) {
        this.calls = calls;
    }

    public Mono<List<Fee>> since(Instant from) {
        return calls.call(stripe -> {
            var fees = new ArrayList<Fee>();
            for (var type : TYPES) {
                read(stripe, type, from, fees);
            }
            return List.copyOf(fees);
        });
    }

    private static void read(V1Services stripe, String type, Instant from, List<Fee> fees) throws StripeException {
        var wanted = BalanceTransactionListParams.builder()
                .setType(type)
                .setCreated(BalanceTransactionListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .build())
                .addExpand("data.source")
                .setLimit(PAGE)
                .build();
        for (var movement : stripe.balanceTransactions().list(wanted).autoPagingIterable()) {
            if (movement.getFee() != 0) {
                fees.add(fee(movement));
            }
        }
    }

    private static Fee fee(BalanceTransaction movement) {
        return new Fee(
                movement.getId(),
                payment(movement.getSourceObject()),
                StripeAmounts.fromStripe(movement.getFee(), movement.getCurrency()),
                Instant.ofEpochSecond(movement.getCreated()));
    }

    private static @Nullable String payment(@Nullable BalanceTransactionSource source) {
        if (source instanceof Charge charge) {
            return charge.getPaymentIntent();
        }
        return source instanceof Dispute dispute ? dispute.getPaymentIntent() : null;
    }
}
