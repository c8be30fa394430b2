package market.tessera.checkout.completion;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps scores and does what follows from them, of many learners with a few statements. */
@Service
class TakeScores {
    private final Scores scores;
    private final Completions completions;
    private final Enrollments enrollments;

    TakeScores(Scores scores, Completions completions, Enrollments enrollments) {
        this.scores = scores;
        this.completions = completions;
        this.enrollments = enrollments;
    }

    /**
     * A score that has come in.
     *
     * @param passMark least share of the maximum that completes
     * @param completedAt when the course was completed, if it was
     */
    record Scored(UUID enrollment, Score score, BigDecimal passMark, Instant completedAt) {
        private boolean passes() {
            return score.passes(passMark);
        }

        private Completion completion() {
            return score.completes(enrollment, completedAt);
        }

        private Optional<Enrollment> complete(Enrollment current) {
            return current.complete(completion().grade());
        }

        private Optional<Enrollment> correct(Enrollment current) {
            return current.correct(completion().grade());
        }
    }

    /**
     * Answers by enrollment.
     *
     * @param scored one of each enrollment
     * @param source which way they came
     */
    @Transactional
    public Mono<Map<UUID, Recording>> take(Collection<Scored> scored, String source) {
        return lock(scored)
                .thenMany(scores.putAll(scored))
                .collect(Collectors.toSet())
                .delayUntil(newest -> settle(
                        scored.stream()
                                .filter(one -> newest.contains(one.enrollment()))
                                .toList(),
                        source))
                .map(newest -> scored.stream()
                        .collect(Collectors.toMap(
                                Scored::enrollment,
                                one -> newest.contains(one.enrollment()) ? new Recorded() : new Outdated())));
    }

    /** Before their scores, and all in one order, as whoever else takes results does. */
    private Mono<Void> lock(Collection<Scored> scored) {
        return enrollments
                .lockAll(scored.stream().map(Scored::enrollment).toList())
                .then();
    }

    private Mono<Void> settle(List<Scored> newest, String source) {
        var passed = newest.stream().filter(Scored::passes).toList();
        var failed = newest.stream()
                .filter(one -> !one.passes() && one.score().isFinal())
                .toList();
        return complete(passed, source)
                .thenMany(Flux.fromIterable(failed))
                .concatMap(one -> withdraw(one.enrollment(), source))
                .then();
    }

    private Mono<Void> complete(List<Scored> passed, String source) {
        var by = passed.stream().collect(Collectors.toMap(Scored::enrollment, Function.identity()));
        return passed.isEmpty()
                ? Mono.empty()
                : enrollments
                        .changeAll(
                                by.keySet(),
                                current -> requireNonNull(by.get(current.id())).complete(current))
                        .map(Enrollment::id)
                        .collect(Collectors.toSet())
                        .delayUntil(completed -> add(passed, completed, source))
                        .flatMapMany(completed ->
                                Flux.fromIterable(passed).filter(one -> !completed.contains(one.enrollment())))
                        .concatMap(one -> correct(one, source))
                        .then();
    }

    private Mono<Void> add(List<Scored> passed, Set<UUID> completed, String source) {
        var completions = passed.stream()
                .filter(one -> completed.contains(one.enrollment()))
                .map(Scored::completion)
                .toList();
        return completions.isEmpty() ? Mono.empty() : this.completions.addAll(completions, source);
    }

    private Mono<Enrollment> correct(Scored scored, String source) {
        return completions
                .correct(scored.completion(), source)
                .filter(corrected -> corrected)
                .flatMap(_ -> enrollments.change(scored.enrollment(), scored::correct));
    }

    private Mono<Enrollment> withdraw(UUID enrollment, String source) {
        return completions
                .withdraw(enrollment, source)
                .filter(withdrawn -> withdrawn)
                .flatMap(_ -> enrollments.change(enrollment, Enrollment::reopen));
    }
}
