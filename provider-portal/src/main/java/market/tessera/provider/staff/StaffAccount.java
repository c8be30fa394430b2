package market.tessera.provider.staff;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A person who works for providers or runs the marketplace.
 *
 * @param email in lower case
 * @param sessionsFrom sessions that began before are over
 * @param secondFactor whether a second proof is asked at signing in
 * @param exempt whether none is ever asked: a sandbox's sample person
 */
@Table("staff")
public record StaffAccount(
        @Id UUID id,
        String email,
        String name,
        String passwordHash,
        boolean operator,
        Instant sessionsFrom,
        boolean secondFactor,
        boolean exempt,
        @Version @Nullable Long version) {

    public static StaffAccount open(String email, String name, String passwordHash, boolean operator, Instant now) {
        return new StaffAccount(
                UUID.randomUUID(), normal(email), name, passwordHash, operator, now, false, false, null);
    }

    /** With another password, which ends every session. */
    public StaffAccount withPassword(String hash, Instant now) {
        return new StaffAccount(id, email, name, hash, operator, now, secondFactor, exempt, version);
    }

    /** The same, of whom a second proof is never asked. */
    public StaffAccount exempted(boolean never) {
        return new StaffAccount(id, email, name, passwordHash, operator, sessionsFrom, secondFactor, never, version);
    }

    /** Whether it has to be set up before anything else: for who handles money, people or the marketplace. */
    public boolean lacksSecondFactor(Person person) {
        return !exempt && !secondFactor && person.handlesMoney();
    }

    public static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
