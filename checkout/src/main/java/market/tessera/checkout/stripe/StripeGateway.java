package market.tessera.checkout.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionLineItemListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.V1Services;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What payments ask of Stripe. */
@Component
public class StripeGateway {
    private static final long MOST_LINES = 100;

    private final StripeCalls calls;
    private final SessionRequests requests;

    StripeGateway(StripeCalls calls, SessionRequests requests) {
        this.calls = calls;
        this.requests = requests;
    }

    /**
     * Opens the order's payment page; the same one however often it is asked for. Not every address that mail can be sent to is one to Stripe; its
     * page then asks for another.
     *
     * @param prolonged how often it was asked for anew: as a key stands for one request, each makes another
     * @param taxedFor the account for which its tax is worked out; null where it is not
     */
    public Mono<SessionState> open(Order order, int prolonged, @Nullable String taxedFor) {
        var key = "order:%s:session:v%d".formatted(order.id(), 1 + prolonged);
        return open(requests.open(order, order.email(), taxedFor), key)
                .onErrorResume(
                        Refusal.class,
                        refusal -> refusal.isOf("customer_email")
                                ? open(requests.open(order, null, taxedFor), key + ":unnamed")
                                : Mono.error(refusal));
    }

    private Mono<SessionState> open(SessionCreateParams request, String key) {
        return calls.call(stripe -> stripe.checkout().sessions().create(request, StripeCalls.key(key)))
                .map(SessionStates::read);
    }

    /** With its payment, which alone tells a slow one that has failed from one that is still on its way, and the tax of each line. */
    public Mono<SessionState> find(String session) {
        var request = SessionRetrieveParams.builder()
                .addExpand("payment_intent")
                .addExpand("line_items.data.taxes")
                .build();
        return calls.call(stripe ->
                        withAllLines(stripe, stripe.checkout().sessions().retrieve(session, request)))
                .map(SessionStates::read);
    }

    /** A session is expanded with the first of its lines only; it can not have more than a page of the longest kind. */
    private static Session withAllLines(V1Services stripe, Session session) throws StripeException {
        if (SessionTaxes.areCut(session)) {
            session.getLineItems()
                    .setData(stripe.checkout()
                            .sessions()
                            .lineItems()
                            .list(
                                    session.getId(),
                                    SessionLineItemListParams.builder()
                                            .setLimit(MOST_LINES)
                                            .addExpand("data.taxes")
                                            .build())
                            .getData());
        }
        return session;
    }

    /** Closes the page. If it was paid in the meantime, that is the answer. */
    public Mono<SessionState> expire(String session) {
        return calls.call(stripe -> stripe.checkout().sessions().expire(session))
                .map(SessionStates::read)
                .onErrorResume(Refusal.class, _ -> find(session));
    }

    /** Sends all the money of an order back. An idempotency key is forgotten after a day, so what was sent is looked for first. */
    public Mono<String> refund(UUID order, String reference) {
        return calls.call(stripe -> stripe.refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(reference)
                                .setLimit(1L)
                                .build())
                        .getData())
                .filter(sent -> !sent.isEmpty())
                .map(sent -> sent.getFirst().getId())
                .switchIfEmpty(Mono.defer(() -> send(order, reference)));
    }

    private Mono<String> send(UUID order, String reference) {
        var request = RefundCreateParams.builder()
                .setPaymentIntent(reference)
                .setMetadata(Map.of("order", order.toString()))
                .build();
        return calls.call(stripe -> stripe.refunds()
                        .create(request, StripeCalls.key("order:%s:refund:unseated:v1".formatted(order))))
                .map(Refund::getId);
    }
}
