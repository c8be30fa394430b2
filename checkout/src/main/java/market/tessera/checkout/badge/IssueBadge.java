package market.tessera.checkout.badge;

import market.tessera.checkout.completion.Completions;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.offer.Editions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Issues the badge of a completion: writes it, has it signed, keeps it. */
@Service
class IssueBadge {
    private static final Logger LOG = LoggerFactory.getLogger(IssueBadge.class);
    private static final int AT_ONCE = 4;

    private final Completions completions;
    private final Enrollments enrollments;
    private final Editions editions;
    private final DraftBadge draft;
    private final KeepBadge keep;

    IssueBadge(Completions completions, Enrollments enrollments, Editions editions, DraftBadge draft, KeepBadge keep) {
        this.completions = completions;
        this.enrollments = enrollments;
        this.editions = editions;
        this.draft = draft;
        this.keep = keep;
    }

    /** Issues or revokes what is due and emits how much was tried. One that cannot be does not hold up the others: it is due again later. */
    Mono<Long> due() {
        return completions.leaseForBadge().flatMap(this::attempt, AT_ONCE).count();
    }

    private Mono<Due> attempt(Due due) {
        return (due.withdrawn() ? keep.withdraw(due) : issue(due))
                .onErrorResume(RuntimeException.class, failure -> {
                    LOG.error(
                            "The badge of enrollment {} could not be issued",
                            due.completion().enrollment(),
                            failure);
                    return Mono.empty();
                })
                .thenReturn(due);
    }

    private Mono<Void> issue(Due due) {
        return enrollments
                .find(due.completion().enrollment())
                .flatMap(enrollment -> edition(enrollment)
                        .flatMap(edition -> draft.draft(enrollment, due.completion(), edition))
                        .flatMap(badge -> keep.keep(badge, due, enrollment)));
    }

    private Mono<JsonNode> edition(Enrollment enrollment) {
        var course = enrollment.course();
        return editions.find(course.offering(), course.edition())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                        "Edition %d of offering %s is not known".formatted(course.edition(), course.offering()))));
    }
}
