package market.tessera.sandbox.stripe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;
import tools.jackson.databind.node.ObjectNode;

/** Sends events, signed, until they are accepted; does so badly when asked to. */
public final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int MOST_TRIES = 60;

    private final StripeObjects objects;
    private volatile URI target;
    private final String secret;
    private final Clock clock;
    private final HttpClient client = HttpClient.create().responseTimeout(Duration.ofSeconds(10));
    private volatile Faults faults = Faults.NONE;
    private volatile Set<String> unwanted = Set.of();
    private final Disposable.Composite deliveries = Disposables.composite();

    Webhooks(StripeObjects objects, URI target, String secret, Clock clock) {
        this.objects = objects;
        this.target = target;
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * How deliveries go wrong.
     *
     * @param copies how often each event is sent; 0 loses it for good
     * @param delay before the first try
     * @param shuffled whether each copy waits a random time up to half a second more, so that the order is lost
     */
    public record Faults(int copies, Duration delay, boolean shuffled) {
        public static final Faults NONE = new Faults(1, Duration.ZERO, false);
        public static final Faults LOST = new Faults(0, Duration.ZERO, false);

        private Duration pause() {
            return shuffled ? delay.plusMillis(ThreadLocalRandom.current().nextInt(500)) : delay;
        }
    }

    /** From the next event on. */
    public void faults(Faults wanted) {
        faults = wanted;
    }

    /** Types that the endpoint has not asked for, as a person chooses them in Stripe's dashboard; none, unless said. */
    public void leaveOut(Set<String> types) {
        unwanted = Set.copyOf(types);
    }

    /** Where events go from now on, including those that wait for another try. */
    public void sendTo(URI address) {
        target = address;
    }

    /** Sends all that was told of an object once more, at once, as it was told then, however long ago; completes when everything was accepted. */
    public Mono<Void> repeat(String object) {
        return Flux.fromIterable(objects.all(
                        "event",
                        event -> event.path("data")
                                .path("object")
                                .path("id")
                                .asString("")
                                .equals(object)))
                .flatMap(event -> post(event.toString()))
                .then();
    }

    /** The value of the {@code Stripe-Signature} header (Stripe documentation, "Verify webhook signatures manually": scheme v1). */
    public static String signature(String secret, long timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var code = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=%d,v1=%s".formatted(timestamp, HexFormat.of().formatHex(code));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean wants(String type) {
        return !unwanted.contains(type);
    }

    void deliver(ObjectNode event) {
        var ordered = faults;
        deliveries.add(Flux.range(0, ordered.copies())
                .flatMap(_ -> Mono.delay(ordered.pause()).then(send(event)))
                .subscribe());
    }

    /** Sends again what was not accepted before the last stop. */
    void resume() {
        objects.all("event", event -> event.path("pending_webhooks").asInt() > 0)
                .forEach(this::deliver);
    }

    void close() {
        deliveries.dispose();
    }

    private Mono<Void> send(ObjectNode event) {
        return Mono.defer(() -> post(event.toString()))
                .retryWhen(Retry.backoff(MOST_TRIES, Duration.ofMillis(500)).maxBackoff(Duration.ofMinutes(1)))
                .doOnSuccess(_ -> objects.put(event.deepCopy().put("pending_webhooks", 0)))
                .doOnError(failure -> LOG.warn("Event {} was never accepted", event.path("id"), failure))
                .onErrorComplete();
    }

    private Mono<Void> post(String body) {
        return client.headers(headers -> headers.set("Content-Type", "application/json; charset=utf-8")
                        .set(
                                "Stripe-Signature",
                                signature(secret, clock.instant().getEpochSecond(), body)))
                .post()
                .uri(target)
                .send(ByteBufMono.fromString(Mono.just(body)))
                .responseSingle((response, content) -> content.asByteArray()
                        .then(
                                response.status().code() / 100 == 2
                                        ? Mono.empty()
                                        : Mono.error(new IllegalStateException("Answered " + response.status()))));
    }
}
