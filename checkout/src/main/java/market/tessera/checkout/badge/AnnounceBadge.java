package market.tessera.checkout.badge;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** @param locked their enrollments as they are, by id */
    Mono<Void> issued(List<Draft> drafts, Map<UUID, Enrollment> locked) {
        var badges = drafts.stream()
                .collect(Collectors.toMap(
                        draft -> draft.enrollment().id(), draft -> draft.badge().id()));
        return enrollments
                .changeLocked(
                        badges.keySet().stream()
                                .map(id -> requireNonNull(locked.get(id)))
                                .toList(),
                        current -> current.rewarded(requireNonNull(badges.get(current.id()))))
                .then(log.append(drafts.stream()
                        .map(draft -> BadgeEvent.issued(draft.badge()))
                        .toList()))
                .then(letter.post(drafts));
    }

    /** @param issuer by the name that the learner knows it by */
    public Mono<Void> issued(Badge badge, Learner learner, String issuer) {
        return log.append(BadgeEvent.issued(badge)).then(letter.post(badge, learner, issuer));
    }
}
