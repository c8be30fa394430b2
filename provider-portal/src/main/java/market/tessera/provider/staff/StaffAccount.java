package market.tessera.provider.staff;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A person who works for providers or runs the marketplace.
 *
 * @param email in lower case
 * @param sessionsFrom sessions that began before are over
 */
@Table("staff")
record StaffAccount(
        @Id UUID id,
        String email,
        String name,
        String passwordHash,
        boolean operator,
        Instant sessionsFrom,
        @Version @Nullable Long version) {

    static StaffAccount open(String email, String name, String passwordHash, boolean operator, Instant now) {
        return new StaffAccount(UUID.randomUUID(), normal(email), name, passwordHash, operator, now, null);
    }

    /** With another password, which ends every session. */
    StaffAccount withPassword(String hash, Instant now) {
        return new StaffAccount(id, email, name, hash, operator, now, version);
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
