package market.tessera.platform.mail;

import java.time.Duration;
import java.util.List;
import market.tessera.platform.mail.WaitingMail.Claim;
import market.tessera.platform.work.Recurring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Empties the outbox while the application runs: each message once, unless the process dies between the mail server's word and its record.
 * Stopping waits for what is on its way.
 */
final class OutboxSender {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int BATCH = 32;
    /** Over one connection: opening one takes longer than a message does. */
    private static final int TOGETHER = 8;

    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final WaitingMail waiting;
    private final Postman postman;
    private final OutboxProperties properties;

    OutboxSender(WaitingMail waiting, Postman postman, OutboxProperties properties) {
        this.waiting = waiting;
        this.postman = postman;
        this.properties = properties;
    }

    Recurring rounds() {
        return Recurring.whileDue("Mail", properties.poll(), BATCH, this::round);
    }

    /** Emits how many messages were taken out. */
    private Mono<Long> round() {
        return waiting.claim(BATCH, LEASE)
                .delayUntil(claims -> Flux.fromIterable(claims).buffer(TOGETHER).flatMap(this::send, AT_ONCE))
                .map(claims -> (long) claims.size());
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
}
