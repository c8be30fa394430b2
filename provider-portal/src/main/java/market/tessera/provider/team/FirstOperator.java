package market.tessera.provider.team;

import java.time.Duration;
import java.util.Locale;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.work.Background;
import market.tessera.provider.staff.Members;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Invites the one who runs a marketplace that is new: as long as nobody does, each start sends an invitation to the configured address, unless
 * one is open. There is no password that anybody could know.
 */
@Component
class FirstOperator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstOperator.class);
    private static final Locale LOCALE = Locale.ENGLISH;

    private final String address;
    private final Members members;
    private final Invitations invitations;
    private final InviteStaff.Mailing mailing;
    private final TransactionalOperator transaction;

    FirstOperator(
            @Value("${portal.operator-email:}") String address,
            Members members,
            Invitations invitations,
            InviteStaff.Mailing mailing,
            TransactionalOperator transaction) {
        this.address = address;
        this.members = members;
        this.invitations = invitations;
        this.mailing = mailing;
        this.transaction = transaction;
    }

    @Bean
    Background invitesFirstOperator() {
        return Background.of(
                "Inviting the first operator",
                () -> invite(address).retryWhen(Retry.backoff(5, Duration.ofSeconds(1))));
    }

    /** Several instances that start at once send one mail. */
    Mono<Void> invite(String typed) {
        return members.lock(null)
                .then(members.anyOperator())
                .filter(any -> !any)
                .flatMap(_ -> EmailAddress.parse(typed)
                        .map(this::send)
                        .orElseGet(() -> Mono.fromRunnable(() -> LOG.warn(
                                "Nobody runs this marketplace yet: set TESSERA_OPERATOR_EMAIL to the address that"
                                        + " is to be invited"))))
                .as(transaction::transactional);
    }

    private Mono<Void> send(EmailAddress email) {
        var by = mailing.marketplace(LOCALE);
        return invitations
                .issueFirst(email, by)
                .flatMap(token -> mailing.send(null, email, token, by, LOCALE))
                .doOnSuccess(_ -> LOG.info("{} is invited to run this marketplace", email.text()));
    }
}
