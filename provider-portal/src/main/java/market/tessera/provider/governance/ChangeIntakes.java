package market.tessera.provider.governance;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.intake.Intakes;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.OfferingLog;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Changes the runs of an offering, and tells the log if the offering is public. */
@Service
public class ChangeIntakes {
    private final Drafts drafts;
    private final Intakes intakes;
    private final History history;
    private final OfferingLog log;

    ChangeIntakes(Drafts drafts, Intakes intakes, History history, OfferingLog log) {
        this.drafts = drafts;
        this.intakes = intakes;
        this.history = history;
        this.log = log;
    }

    /** Makes these the open runs; one that is no longer among them is closed. */
    @Transactional
    public Mono<Void> change(ProviderScope scope, UUID offering, List<IntakeTerms> runs) {
        return drafts.lock(scope, offering)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR))
                .flatMap(work -> intakes.replace(offering, runs)
                        .then(history.record(
                                offering, scope.actor(), Action.INTAKES_CHANGED, null, null, work.elements()))
                        .then(log.announce(List.of(offering))));
    }
}
