package market.tessera.provider.staff;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The providers that the signed-in person works for, and as what. Every query of a staff page takes one, and only a session makes one, so
 * that a query cannot forget whose data it may see: what belongs to another provider does not exist for it (404), what needs another role
 * is refused (403).
 */
public final class ProviderScope {
    private final Person person;
    private final Map<UUID, Set<Role>> roles;

    private ProviderScope(Person person, Map<UUID, Set<Role>> roles) {
        this.person = person;
        this.roles = roles;
    }

    static ProviderScope of(Person person) {
        return new ProviderScope(
                person,
                person.grants().stream()
                        .filter(grant -> grant.contains(":"))
                        .map(grant -> grant.split(":", 2))
                        .collect(groupingBy(
                                parts -> UUID.fromString(parts[0]),
                                mapping(parts -> Role.of(parts[1]), toUnmodifiableSet()))));
    }

    public Person person() {
        return person;
    }

    /** For {@code = any(:providers)}. */
    public UUID[] providers() {
        return roles.keySet().toArray(UUID[]::new);
    }

    /** The providers at which the person has any of these roles. */
    public UUID[] providers(Role... any) {
        return roles.keySet().stream().filter(provider -> may(provider, any)).toArray(UUID[]::new);
    }

    public boolean may(UUID provider, Role... any) {
        var held = roles.getOrDefault(provider, Set.of());
        return Arrays.stream(any).anyMatch(held::contains);
    }

    public Set<Role> roles(UUID provider) {
        return roles.getOrDefault(provider, Set.of());
    }

    /** @throws ResponseStatusException 404 if the person does not work for the provider, 403 if it has none of the roles there */
    public void require(UUID provider, Role... any) {
        if (!roles.containsKey(provider)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (!may(provider, any)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** @throws ResponseStatusException 403 if the person has none of the roles anywhere */
    public void requireSomewhere(Role... any) {
        if (providers(any).length == 0) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** @throws ResponseStatusException 403 for everybody else */
    public void requireOperator() {
        if (!person.isOperator()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
