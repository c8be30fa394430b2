package market.tessera.checkout.badge;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Outbox;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a learner that a person has taken a badge back, and why. Joins the caller's transaction. */
@Component
class RevocationLetter {
    private final Enrollments enrollments;
    private final Issuers issuers;
    private final Outbox outbox;
    private final MessageSource words;
    private final String origin;

    RevocationLetter(
            Enrollments enrollments,
            Issuers issuers,
            Outbox outbox,
            MessageSource words,
            @Value("${tessera.public-url}") String origin) {
        this.enrollments = enrollments;
        this.issuers = issuers;
        this.outbox = outbox;
        this.words = words;
        this.origin = origin;
    }

    Mono<Void> post(Badge revoked) {
        return learner(revoked)
                .filter(learner -> !learner.isForgotten())
                .zipWith(issuers.find(revoked.provider()).map(Issuer::name))
                .flatMap(found -> outbox.put(letter(revoked, found.getT1(), found.getT2())));
    }

    private Mono<Learner> learner(Badge badge) {
        return switch (badge.merit()) {
            case Merit.Course course -> enrollments.find(course.enrollment()).map(Enrollment::learner);
            case Merit.Pathway pathway ->
                enrollments.ofLearner(pathway.learner()).next().map(Enrollment::learner);
        };
    }

    private Letter letter(Badge badge, Learner learner, String issuer) {
        var locale = learner.locale();
        return new Letter(
                "badge-revoked-" + badge.id(),
                learner.email(),
                locale,
                word("badge.mail.revoked.subject", locale, badge.title()),
                List.of(
                        word("mail.greeting", locale, learner.name()),
                        word("badge.mail.revoked.text", locale, issuer, badge.title(), String.valueOf(badge.reason())),
                        word("badge.mail.revoked.what", locale, issuer)),
                List.of(),
                new Letter.Action(word("badge.mail.action", locale), URI.create(origin + "/badges/" + badge.id())),
                List.of());
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }
}
