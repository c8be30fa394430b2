package market.tessera.provider.governance;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.Offering;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Somebody has looked through all that a published offering says, and it still holds: the review cycle begins anew. */
@Service
public class ConfirmReview {
    private final Drafts drafts;
    private final History history;
    private final DatabaseClient database;
    private final Clock clock;

    ConfirmReview(Drafts drafts, History history, DatabaseClient database, Clock clock) {
        this.drafts = drafts;
        this.history = history;
        this.database = database;
        this.clock = clock;
    }

    /** False without a reason, and for what is not public. */
    @Transactional
    public Mono<Boolean> confirm(ProviderScope scope, UUID offering, String why) {
        return drafts.lock(scope, offering)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.APPROVER, Role.ADMINISTRATOR))
                .filter(work -> !why.isBlank() && work.offering().status() == Offering.Status.PUBLISHED)
                .flatMap(work -> reviewed(offering)
                        .then(history.record(
                                offering,
                                scope.actor(),
                                Action.REVIEWED,
                                work.offering().edition(),
                                why,
                                work.elements()))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    Mono<Void> reviewed(UUID offering) {
        Instant now = clock.instant();
        return database.sql("update offering set reviewed_at = :now where id = :id")
                .bind("now", now)
                .bind("id", offering)
                .then();
    }
}
