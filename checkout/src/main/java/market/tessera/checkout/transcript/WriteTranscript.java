package market.tessera.checkout.transcript;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a learner's badges together and signs them; again only when they are not the same as the last time. */
@Service
class WriteTranscript {
    /** The newest so many: a record has to stay a file that programs take. */
    private static final int MOST_BADGES = 100;

    private final Badges badges;
    private final Transcripts transcripts;
    private final DraftTranscript draft;

    WriteTranscript(Badges badges, Transcripts transcripts, DraftTranscript draft) {
        this.badges = badges;
        this.transcripts = transcripts;
        this.draft = draft;
    }

    /**
     * Nothing while there is no badge.
     *
     * @param shared only what the learner shows to others
     */
    Mono<Transcript> of(UUID learner, boolean shared) {
        return badges.inForceOf(learner, shared, MOST_BADGES)
                .collectList()
                .filter(found -> !found.isEmpty())
                .flatMap(found -> transcripts
                        .find(learner, shared, found)
                        .switchIfEmpty(Mono.defer(() -> fresh(learner, shared, found))));
    }

    private Mono<Transcript> fresh(UUID learner, boolean shared, List<Badge> found) {
        return transcripts
                .address(learner)
                .flatMap(email -> draft.write(found, email))
                .flatMap(fresh -> transcripts.keep(learner, shared, fresh));
    }
}
