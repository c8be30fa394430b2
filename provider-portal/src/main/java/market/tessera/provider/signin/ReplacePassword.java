package market.tessera.provider.signin;

import java.time.Clock;
import java.util.UUID;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import market.tessera.provider.staff.StaffAccounts;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Gives a person another password, who has proven otherwise who it is. All sessions end, and failures at signing in are forgiven. */
@Service
public class ReplacePassword {
    private final StaffAccounts accounts;
    private final SignInThrottle throttle;
    private final SecurityAudit audit;
    private final Clock clock;

    ReplacePassword(StaffAccounts accounts, SignInThrottle throttle, SecurityAudit audit, Clock clock) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param place where the request comes from */
    public Mono<Void> replace(UUID staff, String hash, String place) {
        return accounts.findById(staff)
                .flatMap(account -> accounts.save(account.withPassword(hash, clock.instant())))
                .flatMap(account -> throttle.forgive(account.email(), place)
                        .then(audit.record(Event.PASSWORD_RESET, account.id(), account.email(), place)));
    }
}
