package market.tessera.checkout.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.webhook.Webhooks.Webhook;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Outbound.Answer;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a provider's program of an enrollment, signed as standardwebhooks.com describes: HMAC-SHA256 over id, time and body. The id is the same
 * however often it is told, so that a program that has heard it before can say so by 409, which is as good as 200.
 */
@Service
public class CallWebhook {
    private static final int KNOWN_ALREADY = 409;

    private final Webhooks webhooks;
    private final Outbound outbound;
    private final JsonMapper json;
    private final Clock clock;

    CallWebhook(Webhooks webhooks, Outbound outbound, JsonMapper json, Clock clock) {
        this.webhooks = webhooks;
        this.outbound = outbound;
        this.json = json;
        this.clock = clock;
    }

    /** {@code docs/handoff.md} describes it. */
    record Told(String type, Instant timestamp, Data data) {
        record Data(
                UUID enrollment,
                String orderNumber,
                UUID offering,
                String title,
                int edition,
                UUID intake,
                Learner learner) {}

        record Learner(String name, String email, String locale) {}
    }

    /** @return errors with {@link Unreachable} unless the program has taken it, now or before */
    public Mono<Void> tell(UUID connection, Enrollment enrollment) {
        return enrollment.state() == State.WITHDRAWN
                ? call(connection, "enrollment.withdrawn:" + enrollment.id(), told("enrollment.withdrawn", enrollment))
                : call(connection, requested(enrollment), told("enrollment.requested", enrollment));
    }

    /** Another one for another address: a guest who had mistyped it has put it right. */
    private static String requested(Enrollment enrollment) {
        var address = UUID.nameUUIDFromBytes(enrollment.learner().email().getBytes(StandardCharsets.UTF_8));
        return "enrollment.requested:%s:%s".formatted(enrollment.id(), address);
    }

    /** A call that changes nothing, to see whether the program answers and knows the signature. */
    public Mono<Void> ping(UUID connection) {
        return call(
                connection,
                "ping:" + UUID.randomUUID(),
                json.createObjectNode()
                        .put("type", "ping")
                        .put("timestamp", clock.instant().toString()));
    }

    private Mono<Void> call(UUID connection, String id, Object body) {
        return webhooks.find(connection)
                .switchIfEmpty(Mono.error(() -> new Unreachable(Reason.NOT_CONNECTED)))
                .flatMap(webhook -> post(webhook, id, json.writeValueAsString(body)))
                .flatMap(CallWebhook::taken);
    }

    private Mono<Answer> post(Webhook webhook, String id, String body) {
        return outbound.post(
                webhook.address(),
                headers -> {
                    headers.setContentType(MediaType.APPLICATION_JSON);
                    webhook.secret().sign(headers, id, clock.instant(), body);
                },
                body);
    }

    private static Mono<Void> taken(Answer answer) {
        return answer.isGood() || answer.status() == KNOWN_ALREADY
                ? Mono.empty()
                : Mono.error(new Unreachable(Reason.STATUS, Integer.toString(answer.status()), null));
    }

    private Told told(String type, Enrollment enrollment) {
        var course = enrollment.course();
        var learner = enrollment.learner();
        return new Told(
                type,
                clock.instant(),
                new Told.Data(
                        enrollment.id(),
                        enrollment.purchase().orderNumber(),
                        course.offering(),
                        course.title(),
                        course.edition(),
                        course.intake(),
                        new Told.Learner(
                                learner.name(),
                                learner.email(),
                                learner.locale().toLanguageTag())));
    }
}
