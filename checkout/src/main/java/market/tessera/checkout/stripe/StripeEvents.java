package market.tessera.checkout.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Events as they arrive at the webhook's address: whether Stripe has signed them, whether they are news, what session they tell of. */
@Repository
public class StripeEvents {
    private static final Logger LOG = LoggerFactory.getLogger(StripeEvents.class);

    private final DatabaseClient database;
    private final JsonMapper json;
    private final StripeProperties properties;
    private final Clock clock;

    StripeEvents(DatabaseClient database, JsonMapper json, StripeProperties properties, Clock clock) {
        this.database = database;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    /** Empty if Stripe has not written this. Malformed input makes the library fail in several unchecked ways; all mean the same. */
    public Optional<Event> verify(String body, String signature) {
        return Stream.of(
                        Optional.of(properties.webhookSecret()), Optional.ofNullable(properties.connectWebhookSecret()))
                .flatMap(Optional::stream)
                .filter(secret -> !secret.isBlank())
                .flatMap(secret -> verify(body, signature, secret).stream())
                .findFirst();
    }

    private static Optional<Event> verify(String body, String signature, String secret) {
        try {
            return Optional.of(Webhook.constructEvent(body, signature, secret));
        } catch (SignatureVerificationException | RuntimeException forged) {
            return Optional.empty();
        }
    }

    /** The session as the event shows it; empty where its version is not the one this program knows, or the taxes of its lines have to be asked for. */
    public Optional<SessionState> session(Event event) {
        return event.getDataObjectDeserializer()
                .getObject()
                .filter(Session.class::isInstance)
                .map(Session.class::cast)
                .filter(session -> !SessionTaxes.areMissing(session))
                .map(SessionStates::read);
    }

    /** What the event is about. */
    public String objectId(Event event) {
        return json.readTree(event.getDataObjectDeserializer().getRawJson())
                .path("id")
                .asString("");
    }

    /** Keeps that it came, once. One of a session that is no order's of ours is worth a word. */
    public Mono<Void> remember(Event event, @Nullable UUID order) {
        return database.sql("""
                        insert into stripe_event (id, type, order_id, received_at) values (:id, :type, :order, :now)
                        on conflict (id) do nothing
                        """)
                .bind("id", event.getId())
                .bind("type", event.getType())
                .bind("order", Bindings.nullable(order, UUID.class))
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .filter(count -> count == 1 && order == null && event.getType().startsWith("checkout.session."))
                .doOnNext(
                        _ -> LOG.warn("Stripe event {} ({}) is about no order of ours", event.getId(), event.getType()))
                .then();
    }

    /** What was told of an order of ours. */
    public record OfOrder(Event event, UUID order) {}

    /** As {@link #remember}, of many. */
    public Mono<Void> rememberAll(Collection<OfOrder> told) {
        return told.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into stripe_event (id, type, order_id, received_at)
                        select id, type, order_id, :now from unnest(:ids::text[], :types::text[], :orders::uuid[]) as e (id, type, order_id)
                        on conflict (id) do nothing
                        """)
                        .bind(
                                "ids",
                                told.stream().map(one -> one.event().getId()).toArray(String[]::new))
                        .bind(
                                "types",
                                told.stream().map(one -> one.event().getType()).toArray(String[]::new))
                        .bind("orders", told.stream().map(OfOrder::order).toArray(UUID[]::new))
                        .bind("now", clock.instant())
                        .then();
    }
}
