package market.tessera.checkout.payment;

import com.stripe.model.Event;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.payment.PaymentIntents.PaymentIntent;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.settlement.Settlement;
import market.tessera.checkout.settlement.Settlement.Unchanged;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeEvents;
import market.tessera.checkout.stripe.StripeEvents.OfOrder;
import market.tessera.platform.database.NotTogether;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes in the money of many orders with as many statements as that of one. Only for what is as usual: the money is what the order waits for, or is
 * known. If anything is not, nothing is done, and each has to be looked at on its own. Joins the caller's transaction.
 */
@Component
class ManyPaid {
    private final PaymentIntents intents;
    private final SettleOrder settle;
    private final StripeEvents events;

    ManyPaid(PaymentIntents intents, SettleOrder settle, StripeEvents events) {
        this.intents = intents;
        this.settle = settle;
        this.events = events;
    }

    /** @param told by which Stripe has told of it by itself */
    record News(SessionState.Paid paid, @Nullable Event told) {}

    /** @return what each has done, in their order; a {@link NotTogether} if they can not be taken in together */
    Mono<List<Settlement>> take(List<News> news) {
        var byOrder = news.stream()
                .map(News::paid)
                .collect(Collectors.toMap(
                        SessionState.Paid::order, paid -> paid, ManyPaid::theSame, LinkedHashMap::new));
        return intents.lockAll(byOrder.keySet())
                .collectMap(PaymentIntent::orderId)
                .map(locked -> stillToPay(byOrder.values(), locked))
                .flatMap(unpaid ->
                        pay(unpaid).then(events.rememberAll(told(news))).thenReturn(settlements(news, unpaid)));
    }

    private static SessionState.Paid theSame(SessionState.Paid one, SessionState.Paid other) {
        if (!one.equals(other)) {
            throw new NotTogether();
        }
        return one;
    }

    private static List<SessionState.Paid> stillToPay(
            Collection<SessionState.Paid> paid, Map<UUID, PaymentIntent> locked) {
        return paid.stream()
                .filter(one -> !isKnown(one, locked.get(one.order())))
                .toList();
    }

    private static boolean isKnown(SessionState.Paid paid, @Nullable PaymentIntent intent) {
        if (intent == null || (intent.status().hasMoney() && !paid.reference().equals(intent.reference()))) {
            throw new NotTogether();
        }
        return intent.status().hasMoney();
    }

    private Mono<Void> pay(List<SessionState.Paid> unpaid) {
        return unpaid.isEmpty()
                ? Mono.empty()
                : settle.paidAsOrdered(unpaid.stream()
                                .collect(Collectors.toMap(SessionState.Paid::order, SessionState.Paid::amount)))
                        .filter(paid -> paid.size() == unpaid.size())
                        .switchIfEmpty(Mono.error(NotTogether::new))
                        .then(intents.paid(unpaid));
    }

    private static List<OfOrder> told(List<News> news) {
        return news.stream()
                .flatMap(one -> Stream.ofNullable(one.told())
                        .map(event -> new OfOrder(event, one.paid().order())))
                .toList();
    }

    /** Of what came twice, the first has done it. */
    private static List<Settlement> settlements(List<News> news, List<SessionState.Paid> unpaid) {
        var waiting = unpaid.stream().map(SessionState.Paid::order).collect(Collectors.toSet());
        return news.stream()
                .<Settlement>map(one -> waiting.remove(one.paid().order()) ? new Settlement.Paid() : new Unchanged())
                .toList();
    }
}
