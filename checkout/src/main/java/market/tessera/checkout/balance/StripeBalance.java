package market.tessera.checkout.balance;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import market.tessera.checkout.stripe.StripeAmounts;
import market.tessera.checkout.stripe.StripeCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Everything that has moved the balance in Stripe's books, a hundred movements in one call, whatever their type. */
@Component
public class StripeBalance {
    private static final long PAGE = 100;

    private final StripeCalls calls;

    StripeBalance(StripeCalls calls) {
        this.calls = calls;
    }

    /** @param oldest of them; null where there is nothing before */
    record Page(List<BalanceMovement> movements, @Nullable String oldest) {}

    public Mono<List<BalanceMovement>> since(Instant from) {
        var wanted = page().setCreated(BalanceTransactionListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .build())
                .build();
        return calls.call(stripe -> {
            var movements = new ArrayList<BalanceMovement>();
            for (var movement : stripe.balanceTransactions().list(wanted).autoPagingIterable()) {
                movements.add(read(movement));
            }
            return List.copyOf(movements);
        });
    }

    /**
     * The newest hundred of those before.
     *
     * @param oldest null for the newest of all
     */
    Mono<Page> before(@Nullable String oldest) {
        var wanted = oldest == null ? page() : page().setStartingAfter(oldest);
        return calls.call(stripe -> {
            var page = stripe.balanceTransactions().list(wanted.build());
            var movements = page.getData().stream().map(StripeBalance::read).toList();
            return new Page(movements, page.getHasMore() ? movements.getLast().id() : null);
        });
    }

    private static BalanceTransactionListParams.Builder page() {
        return BalanceTransactionListParams.builder().addExpand("data.source").setLimit(PAGE);
    }

    private static BalanceMovement read(BalanceTransaction movement) {
        var source = movement.getSourceObject();
        return new BalanceMovement(
                movement.getId(),
                movement.getType(),
                movement.getSource(),
                payment(source),
                source instanceof Dispute,
                Objects.requireNonNullElse(movement.getDescription(), ""),
                StripeAmounts.nearest(movement.getAmount(), movement.getCurrency()),
                StripeAmounts.nearest(movement.getFee(), movement.getCurrency()),
                Instant.ofEpochSecond(movement.getCreated()));
    }

    private static @Nullable String payment(@Nullable BalanceTransactionSource source) {
        return switch (source) {
            case Charge charge -> charge.getPaymentIntent();
            case Refund refund -> refund.getPaymentIntent();
            case Dispute dispute -> dispute.getPaymentIntent();
            case null, default -> null;
        };
    }
}
