package market.tessera.checkout.reconciliation;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.balance.BalanceMovement;
import market.tessera.checkout.balance.StripeBalance;
import market.tessera.checkout.reconciliation.Entry.Movement;
import market.tessera.checkout.stripe.StripeAmounts;
import market.tessera.checkout.stripe.StripeCalls;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What has moved by Stripe's account. */
@Component
class StripeBooks {
    static final long PAGE = 100;
    private static final String SUCCEEDED = "succeeded";
    private static final Set<String> NOT_REFUNDED = Set.of("failed", "canceled");

    private final StripeCalls calls;
    private final StripeBalance balance;

    StripeBooks(StripeCalls calls, StripeBalance balance) {
        this.calls = calls;
        this.balance = balance;
    }

    Mono<List<Entry>> since(Instant from) {
        return movements(from)
                .zipWith(
                        balance.since(from),
                        (movements, balance) -> Stream.concat(
                                        movements.stream(), balance.stream().flatMap(StripeBooks::read))
                                .toList());
    }

    /**
     * One that we have, of whatever time: Stripe dates a payment by its first try and a debit by when it asks the bank, long before we book what has
     * come. Empty if it has no such thing.
     */
    Mono<Entry> find(Entry ours) {
        return switch (ours.movement()) {
            case PAYMENT -> unlessUnknown(payment(ours.reference()));
            case FEE ->
                unlessUnknown(balance.find(ours.reference())
                        .flatMapMany(moved -> Flux.fromStream(read(moved)))
                        .next());
            case REFUND, DISPUTE, TRANSFER, REVERSAL, BALANCE -> Mono.empty();
        };
    }

    private Mono<Entry> payment(String reference) {
        return calls.call(stripe -> stripe.paymentIntents().retrieve(reference))
                .filter(payment -> SUCCEEDED.equals(payment.getStatus()))
                .map(StripeBooks::read);
    }

    private static Mono<Entry> unlessUnknown(Mono<Entry> found) {
        return found.onErrorResume(Refusal.class, _ -> Mono.empty());
    }

    /** Of what belongs to an order only what was kept of it: the rest is compared by what it was. */
    private static Stream<Entry> read(BalanceMovement moved) {
        if (!moved.isOfOrders()) {
            return Stream.of(new Entry(Movement.BALANCE, moved.id(), null, moved.amount(), moved.type(), moved.at()));
        }
        return moved.fee().isZero() || moved.isUnsettled()
                ? Stream.empty()
                : Stream.of(new Entry(Movement.FEE, moved.id(), null, moved.fee(), "", moved.at()));
    }

    private Mono<List<Entry>> movements(Instant from) {
        return calls.call(stripe -> {
            var entries = new ArrayList<Entry>();
            payments(stripe, from, entries);
            refunds(stripe, from, entries);
            disputes(stripe, from, entries);
            StripeTransferBooks.transfers(stripe, from, entries);
            StripeTransferBooks.reversals(stripe, from, entries);
            return List.copyOf(entries);
        });
    }

    private static void payments(V1Services stripe, Instant from, List<Entry> entries) throws StripeException {
        var wanted = PaymentIntentListParams.builder()
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .build();
        for (var payment : stripe.paymentIntents().list(wanted).autoPagingIterable()) {
            if (SUCCEEDED.equals(payment.getStatus())) {
                entries.add(read(payment));
            }
        }
    }

    private static void refunds(V1Services stripe, Instant from, List<Entry> entries) throws StripeException {
        var wanted = RefundListParams.builder()
                .setCreated(RefundListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .build();
        for (var refund : stripe.refunds().list(wanted).autoPagingIterable()) {
            if (!NOT_REFUNDED.contains(refund.getStatus())) {
                entries.add(read(refund));
            }
        }
    }

    private static void disputes(V1Services stripe, Instant from, List<Entry> entries) throws StripeException {
        var wanted = DisputeListParams.builder()
                .setCreated(DisputeListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .build();
        for (var dispute : stripe.disputes().list(wanted).autoPagingIterable()) {
            if (movesMoney(dispute.getStatus())) {
                entries.add(new Entry(
                        Movement.DISPUTE,
                        dispute.getId(),
                        null,
                        StripeAmounts.fromStripe(dispute.getAmount(), dispute.getCurrency()),
                        state(dispute.getStatus()),
                        Instant.ofEpochSecond(dispute.getCreated())));
            }
        }
    }

    /** A bank may only have asked, or been given its money back before it denied the payment. */
    private static boolean movesMoney(String dispute) {
        return !dispute.startsWith("warning") && !dispute.equals("prevented");
    }

    private static Entry read(PaymentIntent payment) {
        return new Entry(
                Movement.PAYMENT,
                payment.getId(),
                order(payment.getMetadata()),
                StripeAmounts.fromStripe(payment.getAmountReceived(), payment.getCurrency()),
                "",
                Instant.ofEpochSecond(payment.getCreated()));
    }

    private static Entry read(Refund refund) {
        var metadata = Objects.requireNonNullElse(refund.getMetadata(), Map.<String, String>of());
        var order = order(metadata);
        return new Entry(
                Movement.REFUND,
                order == null || metadata.containsKey("refund") || metadata.containsKey("stray")
                        ? refund.getId()
                        : Entry.unseated(order),
                order,
                StripeAmounts.fromStripe(refund.getAmount(), refund.getCurrency()),
                "",
                Instant.ofEpochSecond(refund.getCreated()));
    }

    private static String state(String status) {
        return switch (status) {
            case "won", "lost" -> status.toUpperCase(Locale.ROOT);
            default -> "OPEN";
        };
    }

    static @Nullable UUID order(@Nullable Map<String, String> metadata) {
        try {
            var order = metadata == null ? null : metadata.get("order");
            return order == null ? null : UUID.fromString(order);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
