package market.tessera.checkout.badge;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Mail;
import market.tessera.platform.mail.Outbox;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a learner of a new badge. */
@Component
class BadgeLetter {
    private final Outbox outbox;
    private final MessageSource words;
    private final String origin;

    BadgeLetter(Outbox outbox, MessageSource words, @Value("${tessera.public-url}") String origin) {
        this.outbox = outbox;
        this.words = words;
        this.origin = origin;
    }

    Mono<Void> post(Badge badge, Learner learner, String issuer) {
        return learner.isForgotten() ? Mono.empty() : outbox.put(letter(badge, learner, issuer));
    }

    /** Takes part of a millisecond of a processor. */
    Mail write(Badge badge, Learner learner, String issuer) {
        return outbox.write(letter(badge, learner, issuer));
    }

    Mono<Void> post(List<Draft> drafts) {
        return outbox.putWritten(drafts.stream().map(Draft::letter).toList());
    }

    private Letter letter(Badge badge, Learner learner, String issuer) {
        var locale = learner.locale();
        return new Letter(
                "badge-" + badge.id(),
                learner.email(),
                locale,
                word("badge.mail.subject", locale, badge.title()),
                List.of(
                        word("badge.mail.greeting", locale, learner.name()),
                        word("badge.mail.issued", locale, issuer, badge.title()),
                        word("badge.mail.worth", locale)),
                List.of(),
                new Letter.Action(word("badge.mail.action", locale), URI.create(origin + "/badges/" + badge.id())),
                closing(learner));
    }

    /** Only an account can say who sees a badge. */
    private List<String> closing(Learner learner) {
        var kept = word("badge.mail.closing", learner.locale());
        return learner.account() == null
                ? List.of(kept, word("badge.mail.guest", learner.locale(), origin + "/account/sign-up"))
                : List.of(kept);
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }
}
