package market.tessera.storefront.account;

import market.tessera.platform.identity.Throttle;
import market.tessera.platform.mail.EmailAddress;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps anyone from having mail sent without end, to one person or to everybody. */
@Component
public class MailLimits {
    private final Throttle throttle;
    private final AccountProperties properties;

    MailLimits(Throttle throttle, AccountProperties properties) {
        this.throttle = throttle;
        this.properties = properties;
    }

    /** Whether a mail may be sent. */
    public enum Verdict {
        SEND,
        /** The address has had enough; who asks is not told, for it may not be theirs. */
        KEEP_QUIET,
        REFUSE
    }

    public Mono<Verdict> ask(EmailAddress to, Visitor visitor) {
        var hourly = properties.hourly();
        return throttle.take("mail:network", visitor.network(), hourly.mailsPerNetwork())
                .flatMap(free -> free
                        ? throttle.take("mail:address", to.text(), hourly.mailsPerAddress())
                                .map(room -> room ? Verdict.SEND : Verdict.KEEP_QUIET)
                        : Mono.just(Verdict.REFUSE));
    }
}
