package market.tessera.checkout.pathway;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.badge.OpenBadge.Frame;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import market.tessera.checkout.status.StatusLists;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the badge of a pathway and has it signed by its provider's keys. */
@Component
class PathwayBadge {
    private final Issuers issuers;
    private final StatusLists lists;
    private final PathwayCredential format;
    private final SignCredential sign;
    private final Clock clock;

    PathwayBadge(Issuers issuers, StatusLists lists, PathwayCredential format, SignCredential sign, Clock clock) {
        this.issuers = issuers;
        this.lists = lists;
        this.format = format;
        this.sign = sign;
        this.clock = clock;
    }

    /** @param pathway of which the learner has earned a part at least */
    Mono<Badge> draft(Pathway pathway, UUID learner) {
        return issuers.ofProvider(pathway.provider().id())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("The catalogue has not told of provider "
                        + pathway.provider().id())))
                .flatMap(issuer -> lists.take(issuer.provider()).flatMap(slot -> sign(pathway, learner, issuer, slot)));
    }

    /** The badges that a pathway's badge was given for. */
    Stream<UUID> parts(Badge badge) {
        return format.parts(badge);
    }

    /** Whose the earned parts are, as the latest of them names the learner. */
    static Learner learner(Pathway pathway) {
        return pathway.earned().getLast().learner();
    }

    private Mono<Badge> sign(Pathway pathway, UUID learner, Issuer issuer, Slot slot) {
        var frame = new Frame(
                UUID.randomUUID(),
                issuer,
                pathway.awardTitle(),
                slot,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return format.write(pathway, learner(pathway).email(), frame)
                .flatMap(credential -> sign.sign(issuer, credential, frame.at()))
                .map(signed -> new Badge(
                        frame.id(),
                        issuer.provider(),
                        new Merit.Pathway(pathway.id(), learner),
                        frame.name(),
                        learner(pathway).name(),
                        slot,
                        signed.credential(),
                        signed.jwt(),
                        frame.at(),
                        null,
                        null));
    }
}
