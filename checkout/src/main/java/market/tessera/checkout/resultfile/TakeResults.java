package market.tessera.checkout.resultfile;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.completion.RecordWord;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.ConfirmFetched;
import market.tessera.checkout.resultfile.ResultLine.Blank;
import market.tessera.checkout.resultfile.ResultLine.Broken;
import market.tessera.checkout.resultfile.ResultLine.Failed;
import market.tessera.checkout.resultfile.ResultLine.Passed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the lines of a file, each on its own: a bad one keeps no good one from counting. To see what would become of it, it is done and undone. */
@Service
class TakeResults {
    private static final String SOURCE = "file";

    private final Enrollments enrollments;
    private final ConfirmFetched known;
    private final RecordWord word;
    private final TransactionalOperator transaction;

    TakeResults(Enrollments enrollments, ConfirmFetched known, RecordWord word, TransactionalOperator transaction) {
        this.enrollments = enrollments;
        this.known = known;
        this.word = word;
        this.transaction = transaction;
    }

    /**
     * What became of a line.
     *
     * @param what key of it
     * @param bad whether somebody has to look at it
     * @param learner and title are null where no learner was found
     */
    record Taken(
            long number,
            String what,
            boolean bad,
            @Nullable String learner,
            @Nullable String title) {}

    Flux<Taken> take(UUID provider, List<ResultLine> lines, boolean trial) {
        return Flux.fromIterable(lines).concatMap(line -> switch (line) {
            case Passed(var number, var enrollment, var grade, var at) ->
                within(
                        provider,
                        number,
                        enrollment,
                        trial,
                        found -> word.passed(found, grade, at, SOURCE)
                                .map(outcome ->
                                        isKnown(outcome, found, grade) ? RecordWord.Outcome.UNCHANGED : outcome));
            case Failed(var number, var enrollment) ->
                within(provider, number, enrollment, trial, found -> word.failed(found, SOURCE));
            case Blank(var number) -> Mono.just(new Taken(number, "blank", false, null, null));
            case Broken(var number, var problem) -> Mono.just(new Taken(number, problem, true, null, null));
        });
    }

    /** Who has completed stands in the file with the result, whichever way that came: handed in as it was, it says nothing new. */
    private static boolean isKnown(RecordWord.Outcome outcome, Enrollment found, @Nullable String grade) {
        return outcome == RecordWord.Outcome.ELSEWHERE && Objects.equals(found.grade(), grade);
    }

    private Mono<Taken> within(
            UUID provider,
            long number,
            UUID enrollment,
            boolean trial,
            Function<Enrollment, Mono<RecordWord.Outcome>> say) {
        return transaction
                .execute(status -> enrollments
                        .find(enrollment)
                        .filter(found -> found.course().provider().equals(provider))
                        .delayUntil(known::heardOf)
                        .flatMap(found -> say.apply(found).map(outcome -> taken(number, outcome, found)))
                        .doOnNext(_ -> {
                            if (trial) {
                                status.setRollbackOnly();
                            }
                        }))
                .singleOrEmpty()
                .defaultIfEmpty(new Taken(number, "unknown", true, null, null));
    }

    private static Taken taken(long number, RecordWord.Outcome outcome, Enrollment found) {
        var key =
                switch (outcome) {
                    case COMPLETED -> "completed-now";
                    case CORRECTED -> "corrected";
                    case TAKEN_BACK -> "taken-back";
                    case UNCHANGED -> "unchanged";
                    case ELSEWHERE -> "elsewhere";
                    case WITHDRAWN -> "withdrawn";
                };
        var bad = outcome == RecordWord.Outcome.ELSEWHERE || outcome == RecordWord.Outcome.WITHDRAWN;
        return new Taken(
                number, key, bad, found.learner().name(), found.course().title());
    }
}
