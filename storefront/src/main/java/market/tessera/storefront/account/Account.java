package market.tessera.storefront.account;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.identity.Person;

/**
 * A learner, whose e-mail address is proven.
 *
 * @param email in the form of {@link EmailAddress}
 * @param version counts changes, for those who follow the log
 */
public record Account(UUID id, String email, String name, String passwordHash, long version, Instant createdAt) {
    public static Account open(String email, String name, String passwordHash, Instant now) {
        return new Account(UUID.randomUUID(), email, name, passwordHash, 1, now);
    }

    public Person person() {
        return Person.learner(id, email, name);
    }
}
