package market.tessera.checkout.reconciliation;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Compares the books when it is time to, and has the operator told of what is new. */
@Service
class CompareRegularly {
    private final Reconcile reconcile;
    private final Reconciliations reconciliations;
    private final TellOfDifferences tell;
    private final ReconciliationProperties properties;
    private final Clock clock;

    CompareRegularly(
            Reconcile reconcile,
            Reconciliations reconciliations,
            TellOfDifferences tell,
            ReconciliationProperties properties,
            Clock clock) {
        this.reconcile = reconcile;
        this.reconciliations = reconciliations;
        this.tell = tell;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<Long> due() {
        return reconciliations
                .lastFinished()
                .filter(last -> last.plus(properties.every()).isBefore(clock.instant()))
                .flatMap(_ -> known())
                .flatMap(before -> reconcile.lately().delayUntil(made -> tell.tell(before, made)))
                .thenReturn(0L);
    }

    private Mono<List<Difference>> known() {
        return reconciliations.newest().map(Reconciliation::differences).defaultIfEmpty(List.of());
    }
}
