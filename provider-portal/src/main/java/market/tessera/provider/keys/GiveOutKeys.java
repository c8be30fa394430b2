package market.tessera.provider.keys;

import java.time.Clock;
import java.util.UUID;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.access.ApiKeys.Issued;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Gives out keys and takes them back, and keeps who did so. */
@Service
class GiveOutKeys {
    private final ApiKeys keys;
    private final SecurityAudit audit;
    private final Clock clock;

    GiveOutKeys(ApiKeys keys, SecurityAudit audit, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whoever gives out a key answers for what is done with it. */
    @Transactional
    public Mono<Issued> issue(ProviderScope scope, UUID provider, KeyForm form) {
        return keys.issue(form.wish(provider, scope.person().id(), clock.instant()))
                .delayUntil(issued -> audit.record(
                        Event.KEY_ISSUED,
                        scope.person(),
                        provider,
                        "%s %s %s".formatted(issued.key().id(), form.name(), form.chosen())));
    }

    /** Doing it again changes nothing. */
    @Transactional
    public Mono<Void> revoke(ProviderScope scope, UUID provider, UUID key) {
        return keys.revoke(provider, key, scope.person().id())
                .filter(revoked -> revoked)
                .flatMap(_ -> audit.record(Event.KEY_REVOKED, scope.person(), provider, key.toString()));
    }
}
