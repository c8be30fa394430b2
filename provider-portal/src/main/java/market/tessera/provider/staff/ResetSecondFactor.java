package market.tessera.provider.staff;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.secondfactor.SecondFactors;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * For a colleague who has lost the device and the recovery codes: every session of theirs ends, and the second proof is set up anew at the next
 * signing in, for which the password is still needed. Who works for others as well, or runs the marketplace, is the operator's to reset.
 */
@Service
public class ResetSecondFactor {
    private final SecondFactors factors;
    private final StaffAccounts accounts;
    private final SecurityAudit audit;
    private final Letters letters;
    private final DatabaseClient database;
    private final Clock clock;

    ResetSecondFactor(
            SecondFactors factors,
            StaffAccounts accounts,
            SecurityAudit audit,
            Letters letters,
            DatabaseClient database,
            Clock clock) {
        this.factors = factors;
        this.accounts = accounts;
        this.audit = audit;
        this.letters = letters;
        this.database = database;
        this.clock = clock;
    }

    /** How an attempt ended. */
    public enum Outcome {
        RESET,
        /** Nobody resets one's own. */
        ONES_OWN,
        /** Only the operator may. */
        NOT_YOURS,
        GONE
    }

    /** @param provider for which {@code by} administers the team; null for the operators among themselves */
    @Transactional
    public Mono<Outcome> reset(Person by, @Nullable UUID provider, UUID staff) {
        if (by.id().equals(staff)) {
            return Mono.just(Outcome.ONES_OWN);
        }
        return accounts.findById(staff)
                .flatMap(accounts::person)
                .filter(person -> provider == null ? person.isOperator() : person.worksFor(provider))
                .flatMap(person -> by.isOperator() || (provider != null && worksNowhereElse(person, provider))
                        ? reset(by, provider, person)
                        : Mono.just(Outcome.NOT_YOURS))
                .defaultIfEmpty(Outcome.GONE);
    }

    private static boolean worksNowhereElse(Person person, UUID provider) {
        return person.grants().stream().allMatch(grant -> grant.startsWith(provider + ":"));
    }

    private Mono<Outcome> reset(Person by, @Nullable UUID provider, Person person) {
        return factors.remove(person.id())
                .then(database.sql("update staff set sessions_from = :now, version = version + 1 where id = :id")
                        .bind("now", clock.instant())
                        .bind("id", person.id())
                        .then())
                .then(audit.record(
                        Event.SECOND_FACTOR_RESET, by, provider, person.id().toString()))
                .then(letters.send("secondFactor.letter.reset", person.email(), Locale.ENGLISH, "/portal", by.name()))
                .thenReturn(Outcome.RESET);
    }
}
