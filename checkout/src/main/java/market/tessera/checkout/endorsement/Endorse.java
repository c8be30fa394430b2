package market.tessera.checkout.endorsement;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import market.tessera.checkout.status.StatusLists;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** How an institution comes to vouch for what another awards, and how it stops. Each step says false where it cannot be taken any more. */
@Service
public class Endorse {
    private final Endorsements endorsements;
    private final Issuers issuers;
    private final StatusLists lists;
    private final EndorsementCredential format;
    private final SignCredential sign;
    private final Clock clock;

    Endorse(
            Endorsements endorsements,
            Issuers issuers,
            StatusLists lists,
            EndorsementCredential format,
            SignCredential sign,
            Clock clock) {
        this.endorsements = endorsements;
        this.issuers = issuers;
        this.lists = lists;
        this.format = format;
        this.sign = sign;
        this.clock = clock;
    }

    /** Asks another institution about the edition that is sold now. */
    public Mono<Boolean> ask(UUID provider, UUID offering, UUID endorser, String note, String by) {
        return endorsements.ask(provider, offering, endorser, note, by);
    }

    public Mono<Boolean> takeBack(UUID id, UUID provider) {
        return endorsements.takeBack(id, provider);
    }

    public Mono<Boolean> decline(UUID id, UUID endorser, String by) {
        return endorsements.decline(id, endorser, by);
    }

    /** Badges that are issued from now on carry it, signed by the endorser's own key. Of two who give it at the same moment one does. */
    public Mono<Boolean> give(UUID id, UUID endorser, String comment, String by) {
        return endorsements
                .waiting(id, endorser)
                .flatMap(asked -> issuers.ofProvider(endorser)
                        .zipWhen(_ -> lists.take(endorser))
                        .flatMap(found -> give(asked, found.getT1(), comment, found.getT2(), by)))
                .defaultIfEmpty(false);
    }

    /** Badges that carry it stay what they are; whoever verifies one learns that the endorsement is no longer in force. */
    @Transactional
    public Mono<Boolean> withdraw(UUID id, UUID endorser) {
        return endorsements
                .withdraw(id, endorser)
                .flatMap(list -> lists.changed(list).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> give(Endorsement asked, Issuer endorser, String comment, Slot slot, String by) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return sign.sign(endorser, format.write(asked, endorser, comment, slot, now), now)
                .flatMap(signed -> endorsements.give(asked, comment, slot, signed.credential(), by));
    }
}
