package market.tessera.checkout.badge;

import java.util.List;
import market.tessera.checkout.completion.Completions;
import market.tessera.checkout.completion.Completions.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Issues the badges of completions, many at a time: has them written and signed, and keeps them. The next are being signed while those before them are
 * being kept, as the one takes a processor and the other the database.
 */
@Service
class IssueBadge {
    private static final Logger LOG = LoggerFactory.getLogger(IssueBadge.class);
    /** Enough to have the next one at hand; who counts how much is done hears of it between. */
    private static final int BATCHES = 20;

    private final Completions completions;
    private final DraftBadge draft;
    private final KeepBadge keep;

    IssueBadge(Completions completions, DraftBadge draft, KeepBadge keep) {
        this.completions = completions;
        this.draft = draft;
        this.keep = keep;
    }

    /** @param drafts of those that are completed; an error if they could not be written */
    private record Batch(List<Due> due, Mono<List<Draft>> drafts) {}

    /** Issues or revokes what is due and emits how much was tried. */
    Mono<Long> due() {
        return Mono.defer(this::next)
                .repeat(BATCHES - 1L)
                .takeWhile(batch -> !batch.due().isEmpty())
                .concatMap(this::settle, 1)
                .reduce(0L, Long::sum);
    }

    private Mono<Batch> next() {
        return completions
                .leaseForBadge()
                .collectList()
                .flatMap(due -> draft(due)
                        .map(drafts -> new Batch(due, Mono.just(drafts)))
                        .onErrorResume(
                                RuntimeException.class, failure -> Mono.just(new Batch(due, Mono.error(failure)))));
    }

    private Mono<List<Draft>> draft(List<Due> due) {
        var completed = due.stream().filter(one -> !one.withdrawn()).toList();
        return completed.isEmpty() ? Mono.just(List.of()) : draft.draft(completed);
    }

    /** Where one cannot be, all are tried on their own: it does not hold up the others, and is due again later. */
    private Mono<Long> settle(Batch batch) {
        return together(batch)
                .onErrorResume(
                        RuntimeException.class,
                        _ -> Flux.fromIterable(batch.due())
                                .concatMap(this::alone)
                                .then())
                .thenReturn((long) batch.due().size());
    }

    private Mono<Void> alone(Due due) {
        return Mono.defer(() -> together(new Batch(List.of(due), draft(List.of(due)))))
                .onErrorResume(
                        RuntimeException.class,
                        failure -> Mono.fromRunnable(() -> LOG.error(
                                "The badge of enrollment {} could not be issued",
                                due.completion().enrollment(),
                                failure)));
    }

    private Mono<Void> together(Batch batch) {
        return Flux.fromIterable(batch.due())
                .filter(Due::withdrawn)
                .concatMap(keep::withdraw)
                .then(batch.drafts().filter(drafts -> !drafts.isEmpty()).flatMap(keep::keep));
    }
}
