package market.tessera.checkout.ags;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.completion.Recording;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Scores;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.lti.LtiLink;
import market.tessera.checkout.lti.LtiUsers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The learners behind the names that a tool uses, as far as they have a place in the course. */
@Component
class ScoredLearners {
    private final LtiUsers users;
    private final Enrollments enrollments;
    private final Scores scores;

    ScoredLearners(LtiUsers users, Enrollments enrollments, Scores scores) {
        this.users = users;
        this.enrollments = enrollments;
        this.scores = scores;
    }

    /** A learner's newest score under the tool's name for the learner. */
    record Result(UUID subject, Score score) {}

    /** What results are asked for. */
    sealed interface Graded {
        record Course() implements Graded {}

        record Part(UUID item) implements Graded {}

        static Graded of(LtiLink link, UUID item) {
            return item.equals(link.id()) ? new Course() : new Part(item);
        }
    }

    Mono<Enrollment> enrollment(LtiLink link, String userId) {
        return users.learner(link.provider(), userId)
                .flatMap(learner -> enrollments.inIntake(link.intake(), learner))
                .filter(enrollment -> enrollment.state().isOpen());
    }

    /** Keeps a score for a part of the course, which completes nothing. */
    Mono<Recording> keep(Enrollment enrollment, UUID item, Score score) {
        return scores.put(enrollment.id(), item, score).map(kept -> kept ? new Recorded() : new Outdated());
    }

    /** @param userId only that learner's; null for everybody's */
    Flux<Result> results(LtiLink link, Graded graded, @Nullable String userId) {
        var chosen = userId == null
                ? enrollments.inIntake(link.intake())
                : enrollment(link, userId).flux();
        return chosen.collectList()
                .flatMapMany(found -> scored(graded, found)
                        .flatMapMany(known -> Flux.fromIterable(found)
                                .filter(enrollment -> known.containsKey(enrollment.id()))
                                .concatMap(enrollment -> result(link, enrollment, known))));
    }

    private Mono<Map<UUID, Score>> scored(Graded graded, List<Enrollment> found) {
        var ids = found.stream().map(Enrollment::id).toList();
        return switch (graded) {
            case Graded.Course() -> scores.ofAll(ids);
            case Graded.Part(var item) -> scores.ofItem(item, ids);
        };
    }

    private Mono<Result> result(LtiLink link, Enrollment enrollment, Map<UUID, Score> known) {
        return Mono.justOrEmpty(enrollment.learner().account())
                .flatMap(learner -> users.knownSubject(link.provider(), learner))
                .mapNotNull(subject -> {
                    var score = known.get(enrollment.id());
                    return score == null ? null : new Result(subject, score);
                });
    }
}
