package market.tessera.checkout.badge;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.status.StatusLists;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes back a badge that should not have been issued. It stays where it is and says so; its bit in the status list is set. */
@Service
public class RevokeBadge {
    private final Badges badges;
    private final StatusLists lists;
    private final EventLog log;
    private final RevocationLetter letter;
    private final Clock clock;

    RevokeBadge(Badges badges, StatusLists lists, EventLog log, RevocationLetter letter, Clock clock) {
        this.badges = badges;
        this.lists = lists;
        this.log = log;
        this.letter = letter;
        this.clock = clock;
    }

    /**
     * As {@link #revoke}, because a person has decided so: its learner is told, and a pathway's badge does not come back by itself though its rule is
     * met.
     */
    @Transactional
    public Mono<Void> revokeForGood(UUID badge, String reason) {
        return revoked(badge, reason).flatMap(letter::post).then(badges.bar(badge));
    }

    /**
     * Doing it again changes nothing; the first reason stays.
     *
     * @param reason shown on the badge's page
     */
    @Transactional
    public Mono<Void> revoke(UUID badge, String reason) {
        return revoked(badge, reason).then();
    }

    /** Nothing if it was revoked before. */
    private Mono<Badge> revoked(UUID badge, String reason) {
        return badges.revoke(badge, reason, clock.instant())
                .delayUntil(
                        revoked -> lists.changed(revoked.slot().list()).then(log.append(BadgeEvent.revoked(revoked))));
    }
}
