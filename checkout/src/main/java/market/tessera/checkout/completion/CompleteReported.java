package market.tessera.checkout.completion;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a provider's word from its portal; an enrollment is completed once, whichever way the first word came, and only that way takes it back or corrects it. */
@Service
class CompleteReported {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteReported.class);
    private static final String SOURCE = "portal";

    private final Enrollments enrollments;
    private final Completions completions;

    CompleteReported(Enrollments enrollments, Completions completions) {
        this.enrollments = enrollments;
        this.completions = completions;
    }

    /** An enrollment as it is, and what its own provider says of it now. */
    private record Word(Enrollment current, Heard heard) {
        Optional<Enrollment> completed() {
            return heard.completion().flatMap(completion -> current.complete(completion.grade()));
        }
    }

    /**
     * Changes nothing where the enrollment has ended or been completed in another way meanwhile. Of several words of its own provider the newest counts,
     * and of the same one told again the first; what others say of it does not.
     */
    @Transactional
    public Mono<Void> take(List<Heard> heard) {
        var told = heard.stream().collect(Collectors.groupingBy(Heard::enrollment));
        return enrollments
                .lockAll(told.keySet())
                .flatMapIterable(current ->
                        newest(current, requireNonNull(told.get(current.id()))).toList())
                .collectList()
                .flatMap(this::settle);
    }

    private static Stream<Word> newest(Enrollment current, List<Heard> told) {
        return told.stream()
                .filter(one -> one.provider().equals(current.course().provider()))
                .reduce((one, other) -> other.version() > one.version() ? other : one)
                .map(newest -> new Word(current, newest))
                .stream();
    }

    private Mono<Void> settle(List<Word> words) {
        var opened = words.stream().filter(word -> word.completed().isPresent()).toList();
        var others = words.stream().filter(word -> word.completed().isEmpty()).toList();
        return complete(opened)
                .thenMany(Flux.fromIterable(others))
                .concatMap(this::change)
                .then();
    }

    private Mono<Void> complete(List<Word> words) {
        Map<UUID, Word> by =
                words.stream().collect(Collectors.toMap(word -> word.current().id(), Function.identity()));
        return words.isEmpty()
                ? Mono.empty()
                : enrollments
                        .changeLocked(
                                words.stream().map(Word::current).toList(),
                                current -> requireNonNull(by.get(current.id())).completed())
                        .then(completions.addAll(
                                words.stream()
                                        .map(word -> word.heard().completion().orElseThrow())
                                        .toList(),
                                SOURCE));
    }

    private Mono<Enrollment> change(Word word) {
        var enrollment = word.heard().enrollment();
        if (word.heard().isTakenBack()) {
            return completions
                    .withdraw(enrollment, SOURCE)
                    .filter(withdrawn -> withdrawn)
                    .flatMap(_ -> enrollments.change(enrollment, Enrollment::reopen));
        }
        if (word.heard().isFirst()) {
            LOG.info("The report of {} completes nothing any more", enrollment);
            return Mono.empty();
        }
        return correct(word.heard().completion().orElseThrow());
    }

    private Mono<Enrollment> correct(Completion completion) {
        return completions
                .correct(completion, SOURCE)
                .filter(corrected -> corrected)
                .flatMap(_ ->
                        enrollments.change(completion.enrollment(), current -> current.correct(completion.grade())));
    }
}
