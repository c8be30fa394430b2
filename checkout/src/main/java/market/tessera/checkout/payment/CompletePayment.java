package market.tessera.checkout.payment;

import com.stripe.model.Event;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.payment.ManyPaid.News;
import market.tessera.checkout.payment.PaymentIntents.PaymentIntent;
import market.tessera.checkout.payment.PaymentIntents.Status;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.settlement.Settlement;
import market.tessera.checkout.settlement.Settlement.Ended;
import market.tessera.checkout.settlement.Settlement.Foreign;
import market.tessera.checkout.settlement.Settlement.Unchanged;
import market.tessera.checkout.settlement.Settlement.Unseated;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeEvents;
import market.tessera.platform.database.Together;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Takes in what Stripe says of a session, whoever heard it: webhook, return page, janitor. Idempotent, and indifferent to order: once money has
 * arrived, older news changes nothing. Money that arrives at the same time for several orders is taken in together.
 */
@Service
class CompletePayment {
    private static final Logger LOG = LoggerFactory.getLogger(CompletePayment.class);
    /** Money of any order. */
    private static final String ALL = "";

    private static final int TOGETHER = 50;

    private final PaymentIntents intents;
    private final SettleOrder settle;
    private final LookAfterStray strays;
    private final StripeEvents events;
    private final ManyPaid manyPaid;
    private final TransactionalOperator transaction;
    private final Together<String, News, Settlement> together = new Together<>(TOGETHER, (_, news) -> take(news));
    private final Underway<Settlement> underway = new Underway<>();

    CompletePayment(
            PaymentIntents intents,
            SettleOrder settle,
            LookAfterStray strays,
            StripeEvents events,
            ManyPaid manyPaid,
            TransactionalOperator transaction) {
        this.intents = intents;
        this.settle = settle;
        this.strays = strays;
        this.events = events;
        this.manyPaid = manyPaid;
        this.transaction = transaction;
    }

    Mono<Settlement> complete(SessionState state) {
        return complete(state, null);
    }

    /** @param told by which Stripe has told of it by itself; kept in the same transaction */
    Mono<Settlement> complete(SessionState state, @Nullable Event told) {
        return switch (state) {
            case SessionState.Open open -> step(open).delayUntil(settlement -> remember(told, open, settlement));
            case SessionState.Paid paid ->
                underway.of(
                        paid.order(),
                        paid.taxes().isEmpty() ? together.ask(ALL, new News(paid, told)) : alone(paid, told));
            case SessionState.Processing _, SessionState.Ended _ -> alone(state, told);
        };
    }

    /** Waits for what is being taken in of an order's payment at this moment, however that ends. */
    Mono<Void> awaitUnderway(UUID order) {
        return underway.await(order);
    }

    private Mono<Settlement> alone(SessionState state, @Nullable Event told) {
        return step(state)
                .delayUntil(settlement -> remember(told, state, settlement))
                .as(transaction::transactional);
    }

    private Mono<Void> remember(@Nullable Event told, SessionState state, Settlement settlement) {
        return told == null
                ? Mono.empty()
                : events.remember(told, settlement instanceof Foreign ? null : state.order());
    }

    private Mono<List<Settlement>> take(List<News> news) {
        return news.size() == 1
                ? alone(news.getFirst().paid(), news.getFirst().told()).map(List::of)
                : manyPaid.take(news).as(transaction::transactional);
    }

    private Mono<Settlement> step(SessionState state) {
        return switch (state) {
            case SessionState.Open open ->
                intents.opened(open.order(), open.session(), open.page()).thenReturn(new Unchanged());
            case SessionState.Processing processing ->
                unlessPaid(
                        processing.order(),
                        intent -> intent.status() == Status.PROCESSING
                                ? Mono.just(new Unchanged())
                                : intents.waits(processing.order(), Status.PROCESSING)
                                        .then(settle.underway(processing.order())));
            case SessionState.Paid paid ->
                intent(paid.order(), intent -> intent.status().hasMoney() ? again(intent, paid) : paid(intent, paid));
            case SessionState.Ended ended ->
                unlessPaid(
                        ended.order(),
                        intent -> intent.concerns(ended.session())
                                ? unpaid(intent).delayUntil(_ -> intents.done(ended.order(), Status.ENDED))
                                : Mono.just(new Unchanged()));
        };
    }

    /**
     * The order ends although Stripe could not be asked to close the page; the janitor will see to that. One whose money is on its way does not: its
     * buyer has done everything.
     */
    Mono<Settlement> abandon(UUID order) {
        return intents.lock(order)
                .filter(locked -> !locked.status().hasMoney() && locked.status() != Status.PROCESSING)
                .flatMap(locked -> settle.unpaid(locked.orderId(), locked.ending())
                        .delayUntil(settlement -> toBeClosed(locked, settlement)))
                .defaultIfEmpty(new Unchanged())
                .as(transaction::transactional);
    }

    /** Asked for once more soon, and later and later after that. */
    private Mono<Void> toBeClosed(PaymentIntent intent, Settlement settlement) {
        if (intent.session() == null) {
            return intents.done(intent.orderId(), Status.ENDED);
        }
        return settlement instanceof Ended ? intents.waits(intent.orderId(), intent.status()) : Mono.empty();
    }

    private Mono<Settlement> paid(PaymentIntent intent, SessionState.Paid paid) {
        return settle.paid(paid.order(), paid.amount(), paid.taxes())
                .flatMap(settlement -> settlement instanceof Foreign ? mispaid(intent, paid) : Mono.just(settlement))
                .delayUntil(settlement -> note(paid, settlement));
    }

    /** The same news once more, or another payment for an order that has its money. */
    private Mono<Settlement> again(PaymentIntent intent, SessionState.Paid paid) {
        return (paid.reference().equals(intent.reference()) ? Mono.<Void>empty() : stray(paid, false))
                .thenReturn(new Unchanged());
    }

    private Mono<Void> stray(SessionState.Paid paid, boolean returned) {
        LOG.error(
                "Session {} was paid with {} for order {}, which did not ask for that",
                paid.session(),
                paid.amount(),
                paid.order());
        return strays.came(paid, returned);
    }

    /** Nobody is to pay for nothing: what was paid on the order's own page goes back, and a person looks at all of it. */
    private Mono<Settlement> mispaid(PaymentIntent intent, SessionState.Paid paid) {
        return intent.concerns(paid.session())
                ? settle.mispaid(paid.order(), paid.amount())
                        .delayUntil(settlement -> stray(paid, settlement instanceof Unseated))
                : stray(paid, false).thenReturn(new Foreign());
    }

    private Mono<Settlement> unpaid(PaymentIntent intent) {
        return intent.status() == Status.PROCESSING
                ? settle.failed(intent.orderId())
                : settle.unpaid(intent.orderId(), intent.ending());
    }

    private Mono<Settlement> unlessPaid(UUID order, Function<PaymentIntent, Mono<Settlement>> step) {
        return intent(order, intent -> intent.status().hasMoney() ? Mono.just(new Unchanged()) : step.apply(intent));
    }

    private Mono<Settlement> intent(UUID order, Function<PaymentIntent, Mono<Settlement>> step) {
        return intents.lock(order).flatMap(step).defaultIfEmpty(new Foreign());
    }

    private Mono<Void> note(SessionState.Paid paid, Settlement settlement) {
        return switch (settlement) {
            case Settlement.Paid _, Unchanged _, Ended _ ->
                intents.paid(paid.order(), paid.session(), paid.reference(), Status.PAID);
            case Unseated _ -> intents.paid(paid.order(), paid.session(), paid.reference(), Status.REFUND_DUE);
            case Foreign _ -> Mono.empty();
        };
    }
}
