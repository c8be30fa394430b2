package market.tessera.provider.staff;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.access.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The providers that the signed-in person, or the program with a key, works for, and as what. Every query takes one, and only a session or a
 * key makes one, so
 * that a query cannot forget whose data it may see: what belongs to another provider does not exist for it (404), what needs another role
 * is refused (403).
 */
public final class ProviderScope {
    private final Actor actor;
    private final @Nullable Person person;
    private final Map<UUID, Set<Role>> roles;

    private ProviderScope(Actor actor, @Nullable Person person, Map<UUID, Set<Role>> roles) {
        this.actor = actor;
        this.person = person;
        this.roles = roles;
    }

    static ProviderScope of(Person person) {
        return new ProviderScope(
                new Actor(person.id(), person.name(), person.id()),
                person,
                person.grants().stream()
                        .filter(grant -> grant.contains(":"))
                        .map(grant -> grant.split(":", 2))
                        .collect(groupingBy(
                                parts -> UUID.fromString(parts[0]),
                                mapping(parts -> Role.of(parts[1]), toUnmodifiableSet()))));
    }

    /** As seen from one of the providers; all of them if the person does not work for that one. */
    ProviderScope at(UUID provider) {
        return roles.containsKey(provider) ? new ProviderScope(actor, person, Map.of(provider, roles(provider))) : this;
    }

    /** Of a program: what its key may do at one provider, in the roles that people would need for it. */
    static ProviderScope of(ApiCaller caller, UUID provider) {
        return new ProviderScope(
                new Actor(caller.key(), caller.label(), Objects.requireNonNullElse(caller.issuedBy(), caller.key())),
                null,
                Map.of(
                        provider,
                        caller.scopes().stream()
                                .flatMap(scope -> roles(scope).stream())
                                .collect(toUnmodifiableSet())));
    }

    private static Set<Role> roles(Scope scope) {
        return switch (scope) {
            case READ, IMPORT, DETAILS -> Set.of();
            case WRITE -> Set.of(Role.AUTHOR);
            case REVIEW -> Set.of(Role.REVIEWER, Role.APPROVER);
            case ENROLLMENT -> Set.of(Role.FINANCE);
        };
    }

    public Actor actor() {
        return actor;
    }

    /** Who is signed in. Pages only: a program is nobody. */
    public Person person() {
        return Objects.requireNonNull(person, "Programs have no session");
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

    /**
     * For whoever keeps a provider's people and settings: its administrators, and the operator.
     *
     * @param provider null for the marketplace itself, which is the operator's
     * @throws ResponseStatusException as {@link #require}
     */
    public void requireAdministration(@Nullable UUID provider) {
        if (provider == null) {
            requireOperator();
        } else if (person == null || !person.isOperator()) {
            require(provider, Role.ADMINISTRATOR);
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
        if (person == null || !person.isOperator()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
