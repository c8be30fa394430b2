package market.tessera.checkout.balance;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.BalanceTransactionRetrieveParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.balance.BalanceMovement.Arrival;
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

    /**
     * @param movements newest first
     * @param more whether there are others in the direction in which they were read
     */
    record Page(List<BalanceMovement> movements, boolean more) {}

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
        return page(oldest == null ? page() : page().setStartingAfter(oldest));
    }

    /** The oldest hundred of those after; refused if Stripe does not know that movement. */
    Mono<Page> after(String newest) {
        return page(page().setEndingBefore(newest));
    }

    /** Empty if the balance had not moved by then. */
    Mono<String> newestBefore(Instant then) {
        var wanted = BalanceTransactionListParams.builder()
                .setCreated(BalanceTransactionListParams.Created.builder()
                        .setLt(then.getEpochSecond())
                        .build())
                .setLimit(1L)
                .build();
        return calls.call(stripe -> stripe.balanceTransactions().list(wanted).getData().stream()
                        .map(BalanceTransaction::getId)
                        .findFirst())
                .flatMap(Mono::justOrEmpty);
    }

    /** Refused if there is none of that name. */
    public Mono<BalanceMovement> find(String id) {
        var whole =
                BalanceTransactionRetrieveParams.builder().addExpand("source").build();
        return calls.call(stripe -> stripe.balanceTransactions().retrieve(id, whole))
                .map(StripeBalance::read);
    }

    private Mono<Page> page(BalanceTransactionListParams.Builder wanted) {
        return calls.call(stripe -> stripe.balanceTransactions().list(wanted.build()))
                .map(page -> new Page(
                        page.getData().stream().map(StripeBalance::read).toList(), page.getHasMore()));
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
                arrival(source),
                failedOrder(source),
                source instanceof Dispute,
                Objects.requireNonNullElse(movement.getDescription(), ""),
                StripeAmounts.nearest(movement.getAmount(), movement.getCurrency()),
                StripeAmounts.nearest(movement.getFee(), movement.getCurrency()),
                Instant.ofEpochSecond(movement.getCreated()));
    }

    private static Arrival arrival(@Nullable BalanceTransactionSource source) {
        return source instanceof Charge charge
                ? switch (charge.getStatus()) {
                    case "succeeded" -> Arrival.ARRIVED;
                    case "failed" -> Arrival.FAILED;
                    default -> Arrival.AWAITED;
                }
                : Arrival.ARRIVED;
    }

    /** A charge carries what its payment was named by when it was asked for. */
    private static @Nullable UUID failedOrder(@Nullable BalanceTransactionSource source) {
        try {
            return source instanceof Charge charge && arrival(charge) == Arrival.FAILED
                    ? Optional.ofNullable(charge.getMetadata())
                            .map((Map<String, String> metadata) -> metadata.get("order"))
                            .map(UUID::fromString)
                            .orElse(null)
                    : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
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
