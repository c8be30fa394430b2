package market.tessera.platform.mail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.platform.mail.WaitingMail.Claim;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Empties the outbox while the application runs: each message once, unless the process dies between the mail server's word and its record.
 * Stopping waits for what is on its way.
 */
final class OutboxSender implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int BATCH = 32;
    /** Over one connection: opening one takes longer than a message does. */
    private static final int TOGETHER = 8;

    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final OutageLog outages = new OutageLog(LOG, "Mail");
    private final WaitingMail waiting;
    private final Postman postman;
    private final OutboxProperties properties;
    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

    OutboxSender(WaitingMail waiting, Postman postman, OutboxProperties properties) {
        this.waiting = waiting;
        this.postman = postman;
        this.properties = properties;
    }

    @Override
    public void start() {
        var run = new Run(Sinks.empty(), Sinks.empty());
        running.set(run);
        rounds(run).subscribe();
    }

    private Flux<Void> rounds(Run run) {
        var pause = Mono.firstWithSignal(
                Mono.delay(properties.poll()).then(), run.halt().asMono());
        return round().flatMap(sent -> sent == BATCH ? Mono.<Void>empty() : pause)
                .repeat(() -> run.equals(running.get()))
                .doFinally(_ -> run.ended().tryEmitEmpty());
    }

    /** Emits how many messages were taken out. */
    private Mono<Integer> round() {
        return Mono.defer(() -> waiting.claim(BATCH, LEASE))
                .delayUntil(claims -> Flux.fromIterable(claims).buffer(TOGETHER).flatMap(this::send, AT_ONCE))
                .map(List::size)
                .doOnSuccess(_ -> outages.worked())
                .doOnError(outages::failed)
                .onErrorReturn(0);
    }

    private Mono<Void> send(List<Claim> claims) {
        return postman.deliver(claims.stream().map(Claim::mail).toList())
                .flatMap(refused -> waiting.sent(claims.stream()
                                .filter(claim -> !refused.containsKey(claim.mail()))
                                .toList())
                        .thenMany(Flux.fromIterable(claims))
                        .concatMap(claim -> Mono.justOrEmpty(refused.get(claim.mail()))
                                .flatMap(failure -> postpone(claim, failure)))
                        .then());
    }

    private Mono<Void> postpone(Claim claim, MailException failure) {
        if (claim.attempt() >= properties.attempts()) {
            LOG.error("Mail {} is given up after {} attempts", claim.mail().key(), claim.attempt(), failure);
            return waiting.abandoned(claim, failure.toString());
        }
        LOG.warn("Mail {} could not be sent: {}", claim.mail().key(), failure.getMessage());
        return waiting.failed(claim, failure.toString(), properties.pauseAfter(claim.attempt()));
    }

    @Override
    public void stop() {
        end();
    }

    @Override
    public void stop(Runnable callback) {
        end().doFinally(_ -> callback.run()).subscribe();
    }

    private Mono<Void> end() {
        var run = running.getAndSet(null);
        if (run == null) {
            return Mono.empty();
        }
        run.halt().tryEmitEmpty();
        return run.ended().asMono();
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /** From a start to the matching stop. */
    private record Run(Sinks.Empty<Void> halt, Sinks.Empty<Void> ended) {}
}
