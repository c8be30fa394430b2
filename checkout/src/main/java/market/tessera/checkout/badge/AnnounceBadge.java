package market.tessera.checkout.badge;

import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells of a new badge: the enrollment, the log, the learner. Joins the caller's transaction. */
@Component
class AnnounceBadge {
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
                .change(badge.enrollment(), current -> current.rewarded(badge.id()))
                .then(log.append(BadgeEvent.issued(badge)))
                .then(letter.post(badge, enrollment));
    }
}
