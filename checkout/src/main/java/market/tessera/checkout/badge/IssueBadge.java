package market.tessera.checkout.badge;

import java.util.List;
import market.tessera.checkout.completion.Completions;
import market.tessera.checkout.completion.Completions.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Issues the badges of completions, many at a time: has them written and signed, and keeps them. */
@Service
class IssueBadge {
    private static final Logger LOG = LoggerFactory.getLogger(IssueBadge.class);

    private final Completions completions;
    private final DraftBadge draft;
    private final KeepBadge keep;

    IssueBadge(Completions completions, DraftBadge draft, KeepBadge keep) {
        this.completions = completions;
        this.draft = draft;
        this.keep = keep;
    }

    /** Issues or revokes what is due and emits how much was tried. */
    Mono<Long> due() {
        return completions.leaseForBadge().collectList().flatMap(this::settle);
    }

    /** Where one cannot be, all are tried on their own: it does not hold up the others, and is due again later. */
    private Mono<Long> settle(List<Due> due) {
        return together(due)
                .onErrorResume(
                        RuntimeException.class,
                        failure -> due.size() == 1
                                ? Mono.fromRunnable(() -> notIssued(due.getFirst(), failure))
                                : Flux.fromIterable(due)
                                        .concatMap(one -> settle(List.of(one)))
                                        .then())
                .thenReturn((long) due.size());
    }

    private Mono<Void> together(List<Due> due) {
        var completed = due.stream().filter(one -> !one.withdrawn()).toList();
        return Flux.fromIterable(due)
                .filter(Due::withdrawn)
                .concatMap(keep::withdraw)
                .then(
                        completed.isEmpty()
                                ? Mono.empty()
                                : draft.draft(completed).flatMap(keep::keep));
    }

    private static void notIssued(Due due, RuntimeException failure) {
        LOG.error(
                "The badge of enrollment {} could not be issued",
                due.completion().enrollment(),
                failure);
    }
}
