package market.tessera.checkout.endorsement;

import java.util.UUID;
import market.tessera.checkout.status.StatusLists;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * How an institution comes to vouch for what another awards, and how it stops. Each step says false where it cannot be taken any more, and is told to
 * the log where it can, so that both institutions hear of it.
 */
@Service
public class Endorse {
    private final Endorsements endorsements;
    private final SignEndorsement sign;
    private final StatusLists lists;
    private final EventLog log;

    Endorse(Endorsements endorsements, SignEndorsement sign, StatusLists lists, EventLog log) {
        this.endorsements = endorsements;
        this.sign = sign;
        this.lists = lists;
        this.log = log;
    }

    /**
     * Asks another institution about an edition as it is public now.
     *
     * @param award an offering or a pathway
     */
    @Transactional
    public Mono<Boolean> ask(UUID provider, UUID award, UUID endorser, String note, String by) {
        return endorsements
                .ask(provider, award, endorser, note, by)
                .flatMap(this::told)
                .defaultIfEmpty(false);
    }

    @Transactional
    public Mono<Boolean> takeBack(UUID id, UUID provider) {
        return endorsements.takeBack(id, provider).flatMap(taken -> taken ? told(id) : Mono.just(false));
    }

    @Transactional
    public Mono<Boolean> decline(UUID id, UUID endorser, String by) {
        return endorsements.decline(id, endorser, by).flatMap(declined -> declined ? told(id) : Mono.just(false));
    }

    /** Badges that are issued from now on carry it, signed by the endorser's own key. Of two who give it at the same moment one does. */
    @Transactional
    public Mono<Boolean> give(UUID id, UUID endorser, String comment, String by) {
        return endorsements
                .waiting(id, endorser)
                .flatMap(asked ->
                        sign.sign(asked, comment).flatMap(signed -> endorsements.give(asked, comment, signed, by)))
                .flatMap(given -> given ? told(id) : Mono.just(false))
                .defaultIfEmpty(false);
    }

    /** Badges that carry it stay what they are; whoever verifies one learns that the endorsement is no longer in force. */
    @Transactional
    public Mono<Boolean> withdraw(UUID id, UUID endorser) {
        return endorsements
                .withdraw(id, endorser)
                .flatMap(list -> lists.changed(list).then(told(id)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> told(UUID id) {
        return endorsements
                .find(id)
                .flatMap(endorsement -> log.append(EndorsementUpdated.of(endorsement)))
                .thenReturn(true);
    }
}
