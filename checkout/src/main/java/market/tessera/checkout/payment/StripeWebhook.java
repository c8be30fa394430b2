package market.tessera.checkout.payment;

import com.stripe.model.Event;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeEvents;
import market.tessera.checkout.stripe.StripeGateway;
import market.tessera.platform.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What Stripe tells on its own account. Events come more than once, late and in any order; a session's end is final, so it is taken as it comes.
 * An answer other than 2xx makes Stripe send the event again, so only what a repetition could mend gets one.
 */
@RestController
class StripeWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhook.class);

    private final StripeEvents events;
    private final StripeGateway stripe;
    private final PaymentOutcomes outcomes;
    private final List<StripeNews> news;

    StripeWebhook(StripeEvents events, StripeGateway stripe, PaymentOutcomes outcomes, List<StripeNews> news) {
        this.events = events;
        this.stripe = stripe;
        this.outcomes = outcomes;
        this.news = news;
    }

    @PostMapping("/webhooks/stripe")
    Mono<Void> receive(
            @RequestBody String body, @RequestHeader(name = "Stripe-Signature", defaultValue = "") String signature) {
        return Mono.justOrEmpty(events.verify(body, signature))
                .switchIfEmpty(Mono.error(StripeWebhook::forged))
                .flatMap(this::take);
    }

    private Mono<Void> take(Event event) {
        return switch (event.getType()) {
            case "checkout.session.completed",
                    "checkout.session.async_payment_succeeded",
                    "checkout.session.async_payment_failed",
                    "checkout.session.expired" ->
                state(event)
                        .flatMap(state -> outcomes.take(ended(event, state), event))
                        .then();
            default -> look(event).singleOptional().flatMap(order -> events.remember(event, order.orElse(null)));
        };
    }

    /** Emits whose it is, or nothing if it is about no order of ours. */
    private Mono<UUID> look(Event event) {
        return Flux.fromIterable(news)
                .filter(listener -> listener.concerns(event.getType()))
                .concatMap(listener -> listener.look(events.objectId(event)))
                .next();
    }

    private Mono<SessionState> state(Event event) {
        return Mono.justOrEmpty(events.session(event))
                .switchIfEmpty(Mono.defer(() -> stripe.find(events.objectId(event))));
    }

    /** A slow payment that has failed leaves its session complete and unpaid for good. */
    private static SessionState ended(Event event, SessionState state) {
        return event.getType().endsWith("async_payment_failed")
                ? new SessionState.Ended(state.session(), state.order())
                : state;
    }

    private static Problem forged() {
        LOG.warn("A webhook without Stripe's signature was refused");
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "bad-signature",
                "Not signed by Stripe",
                "The Stripe-Signature header does not match the body.");
    }
}
