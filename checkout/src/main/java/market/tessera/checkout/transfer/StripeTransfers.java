package market.tessera.checkout.transfer;

import com.stripe.model.HasId;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferReversalCreateParams;
import com.stripe.param.TransferReversalListParams;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import market.tessera.checkout.stripe.StripeAmounts;
import market.tessera.checkout.stripe.StripeCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Transfers at Stripe: separate from the charge they come from, and bound to it as their source, so that they wait for its money and never exceed
 * it (Stripe documentation, "Create separate charges and transfers").
 */
@Component
class StripeTransfers implements TransferGateway {
    private static final long PAGE = 100;
    private static final String LINE = "line";
    private static final String REVERSAL = "reversal";
    private static final String ATTEMPT = "attempt";

    private final StripeCalls calls;

    StripeTransfers(StripeCalls calls) {
        this.calls = calls;
    }

    /** A key is forgotten after a day, so what may have been sent is looked for first. */
    @Override
    public Mono<String> send(Transfer transfer, boolean inDoubt) {
        return (inDoubt ? sentBefore(transfer) : Mono.<String>empty())
                .switchIfEmpty(Mono.defer(() -> transfer.isCovered()
                        ? charge(transfer).flatMap(charge -> create(transfer, charge))
                        : create(transfer, null)));
    }

    @Override
    public Mono<String> reverse(Fetch fetch, boolean inDoubt) {
        return (inDoubt ? reversedBefore(fetch) : Mono.<String>empty())
                .switchIfEmpty(Mono.defer(() -> createReversal(fetch)));
    }

    private Mono<String> charge(Transfer transfer) {
        var reference = Objects.requireNonNull(transfer.reference());
        return calls.call(stripe -> stripe.paymentIntents().retrieve(reference).getLatestCharge());
    }

    /** @param charge where its money comes from; null for the market's balance */
    private Mono<String> create(Transfer transfer, @Nullable String charge) {
        var request = TransferCreateParams.builder()
                .setAmount(StripeAmounts.toStripe(transfer.rest()))
                .setCurrency(StripeAmounts.code(transfer.share().currency()))
                .setDestination(transfer.destination())
                .setTransferGroup(group(transfer))
                .putMetadata("order", transfer.line().order().toString())
                .putMetadata(LINE, transfer.line().id().toString())
                .putMetadata(ATTEMPT, Integer.toString(transfer.attempt()));
        if (charge != null) {
            request.setSourceTransaction(charge);
        }
        var key =
                StripeCalls.key("line:%s:transfer:v%d".formatted(transfer.line().id(), transfer.attempt()));
        return calls.call(
                stripe -> stripe.transfers().create(request.build(), key).getId());
    }

    private Mono<String> sentBefore(Transfer transfer) {
        var wanted = TransferListParams.builder()
                .setTransferGroup(group(transfer))
                .setLimit(PAGE)
                .build();
        return calls.call(stripe -> {
                    for (var sent : stripe.transfers().list(wanted).autoPagingIterable()) {
                        if (isOf(transfer, sent.getMetadata())
                                && Integer.toString(transfer.attempt())
                                        .equals(sent.getMetadata().get(ATTEMPT))) {
                            return Optional.of(sent.getId());
                        }
                    }
                    return Optional.<String>empty();
                })
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<String> createReversal(Fetch fetch) {
        var line = fetch.transfer().line();
        var request = TransferReversalCreateParams.builder()
                .setAmount(StripeAmounts.toStripe(fetch.amount()))
                .putMetadata("order", line.order().toString())
                .putMetadata(LINE, line.id().toString())
                .putMetadata(REVERSAL, fetch.reversal().toString())
                .build();
        var key = StripeCalls.key("line:%s:reversal:v1".formatted(fetch.reversal()));
        return calls.call(stripe -> stripe.transfers()
                .reversals()
                .create(fetch.transfer().stripeId(), request, key)
                .getId());
    }

    private Mono<String> reversedBefore(Fetch fetch) {
        var all = TransferReversalListParams.builder().setLimit(PAGE).build();
        return calls.call(stripe ->
                        stripe.transfers().reversals().list(fetch.transfer().stripeId(), all).getData().stream()
                                .filter(reversal -> isOf(fetch, reversal.getMetadata()))
                                .map(HasId::getId)
                                .findFirst())
                .flatMap(Mono::justOrEmpty);
    }

    /** One that was made while lines came back whole is named by its line alone. */
    private static boolean isOf(Fetch fetch, @Nullable Map<String, String> metadata) {
        return metadata != null
                && fetch.reversal().toString().equals(metadata.getOrDefault(REVERSAL, metadata.get(LINE)));
    }

    private static boolean isOf(Transfer transfer, @Nullable Map<String, String> metadata) {
        return metadata != null && transfer.line().id().toString().equals(metadata.get(LINE));
    }

    private static String group(Transfer transfer) {
        return "order:" + transfer.line().order();
    }
}
