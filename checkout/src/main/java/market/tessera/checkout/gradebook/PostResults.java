package market.tessera.checkout.gradebook;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.client.SystemTokens.Access;
import market.tessera.checkout.completion.Recording;
import market.tessera.checkout.gradebook.ResultBody.Result;
import market.tessera.checkout.roster.RosterRefusal;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes many results of a line item, all or none. */
@Service
class PostResults {
    private final PutResult put;

    PostResults(PutResult put) {
        this.put = put;
    }

    /** Under which name a result was posted, and under which it is known. */
    record Named(String suppliedSourcedId, String allocatedSourcedId) {}

    /** @return errors with a {@link RosterRefusal} that says which one cannot be taken */
    @Transactional
    public Mono<List<Named>> post(Access access, List<Result> results) {
        return put.lock(access, results.stream().map(ResultBody::new).toList())
                .thenMany(Flux.fromIterable(results))
                .concatMap(result -> post(access, result))
                .collectList();
    }

    private Mono<Named> post(Access access, Result result) {
        var supplied = Objects.requireNonNullElse(result.sourcedId(), "");
        var name = supplied.isBlank() ? UUID.randomUUID().toString() : ResultNames.checked(supplied);
        return put.put(access, name, new ResultBody(result))
                .doOnNext(recording -> require(recording, name))
                .thenReturn(new Named(supplied, name));
    }

    private static void require(Recording recording, String name) {
        switch (recording) {
            case Recording.Recorded() -> {}
            case Recording.Outdated() ->
                throw new RosterRefusal(
                        Reason.INVALID_DATA,
                        "A result with a later dateLastModified than that of %s is known".formatted(name));
        }
    }
}
