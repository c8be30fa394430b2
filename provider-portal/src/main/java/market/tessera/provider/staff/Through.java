package market.tessera.provider.staff;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.identity.Person;

/**
 * Sessions of people for whom an institution's sign-in service has vouched: they open that institution and nothing else, so that its word is worth
 * nothing at another one, nor for running the marketplace. Of what the person may do, such a session carries that part, and a mark.
 */
public final class Through {
    private static final String MARK = "through ";

    private Through() {}

    public static Person only(Person person, UUID provider) {
        return new Person(
                person.id(),
                person.kind(),
                person.email(),
                person.name(),
                Stream.concat(
                                person.grants().stream().filter(grant -> grant.startsWith(provider + ":")),
                                Stream.of(MARK + provider))
                        .collect(Collectors.toSet()));
    }

    /** Whose service has vouched for the person; empty in a session that began with a password. */
    public static Optional<UUID> of(Person person) {
        return person.grants().stream()
                .filter(grant -> grant.startsWith(MARK))
                .map(grant -> UUID.fromString(grant.substring(MARK.length())))
                .findAny();
    }
}
