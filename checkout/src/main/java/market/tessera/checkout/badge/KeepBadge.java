package market.tessera.checkout.badge;

import market.tessera.checkout.completion.Completions;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Makes a signed badge the one of its enrollment: with the events and the learner's mail, or not at all if there is one already. */
@Service
class KeepBadge {
    private final Badges badges;
    private final Enrollments enrollments;
    private final Completions completions;
    private final BadgeLetter letter;
    private final EventLog log;

    KeepBadge(Badges badges, Enrollments enrollments, Completions completions, BadgeLetter letter, EventLog log) {
        this.badges = badges;
        this.enrollments = enrollments;
        this.completions = completions;
        this.letter = letter;
        this.log = log;
    }

    @Transactional
    public Mono<Void> keep(Badge badge, Enrollment enrollment) {
        return badges.add(badge)
                .flatMap(added -> added ? announce(badge, enrollment) : Mono.empty())
                .then(Mono.defer(() -> completions.badgeIssued(badge.enrollment())));
    }

    private Mono<Void> announce(Badge badge, Enrollment enrollment) {
        return enrollments
                .change(badge.enrollment(), current -> current.rewarded(badge.id()))
                .then(log.append(BadgeEvent.issued(badge)))
                .then(letter.post(badge, enrollment));
    }
}
