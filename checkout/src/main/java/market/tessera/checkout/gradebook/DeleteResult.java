package market.tessera.checkout.gradebook;

import market.tessera.checkout.client.SystemTokens.Access;
import market.tessera.checkout.completion.RecordWord;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.roster.RosterRefusal;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Deletes a result that a system has put: what it completed is no longer completed, and its badge is revoked. */
@Service
class DeleteResult {
    private final NamedResults results;
    private final Enrollments enrollments;
    private final RecordWord word;

    DeleteResult(NamedResults results, Enrollments enrollments, RecordWord word) {
        this.results = results;
        this.enrollments = enrollments;
        this.word = word;
    }

    /** @return errors with a {@link RosterRefusal} if the provider's system has put none of that name */
    @Transactional
    public Mono<Void> delete(Access access, String sourcedId) {
        return results.named(access.provider(), sourcedId)
                .flatMap(enrollments::lock)
                .filterWhen(locked -> isStill(locked, access, sourcedId))
                .switchIfEmpty(Mono.error(
                        () -> new RosterRefusal(Reason.UNKNOWN_OBJECT, "There is no result of that sourcedId")))
                .delayUntil(enrollment -> word.failed(enrollment, PutResult.SOURCE))
                .flatMap(enrollment -> results.forget(access.provider(), sourcedId));
    }

    /** Another request may have deleted it, or called it otherwise, before this one had it for itself. */
    private Mono<Boolean> isStill(Enrollment locked, Access access, String sourcedId) {
        return results.named(access.provider(), sourcedId)
                .map(named -> named.equals(locked.id()))
                .defaultIfEmpty(false);
    }
}
