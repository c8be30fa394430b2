package market.tessera.checkout.badge;

import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells of a new badge: the enrollment, the log, the learner. Joins the caller's transaction. */
@Component
public class AnnounceBadge {
    private final Enrollments enrollments;
    private final BadgeLetter letter;
    private final EventLog log;

    AnnounceBadge(Enrollments enrollments, BadgeLetter letter, EventLog log) {
        this.enrollments = enrollments;
        this.letter = letter;
        this.log = log;
    }

    Mono<Void> issued(Badge badge, Enrollment enrollment) {
        return enrollments
                .change(enrollment.id(), current -> current.rewarded(badge.id()))
                .then(issued(badge, enrollment.learner(), enrollment.course().providerName()));
    }

    /** @param issuer by the name that the learner knows it by */
    public Mono<Void> issued(Badge badge, Learner learner, String issuer) {
        return log.append(BadgeEvent.issued(badge)).then(letter.post(badge, learner, issuer));
    }
}
