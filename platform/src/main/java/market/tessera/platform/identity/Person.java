package market.tessera.platform.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Who is signed in.
 *
 * @param grants what staff may do: {@code operator}, or {@code <provider id>:<role>}; empty for learners
 */
public record Person(UUID id, Kind kind, String email, String name, Set<String> grants) {
    /** Learners' accounts belong to the storefront, staff's to the provider portal. */
    public enum Kind {
        LEARNER,
        STAFF
    }

    public Person {
        grants = Set.copyOf(grants);
    }

    public static Person learner(UUID id, String email, String name) {
        return new Person(id, Kind.LEARNER, email, name, Set.of());
    }

    public boolean isOperator() {
        return grants.contains("operator");
    }

    public boolean has(UUID provider, String role) {
        return grants.contains(provider + ":" + role);
    }

    /** Whether anyone's money is their business: the operator, or a provider's finance staff and administrators. */
    public boolean handlesMoney() {
        return isOperator() || holdsAny("finance", "administrator");
    }

    /** Whether staff has any of these roles at any provider. */
    public boolean holdsAny(String... roles) {
        return grants.stream()
                .map(grant -> grant.substring(grant.indexOf(':') + 1))
                .anyMatch(Set.of(roles)::contains);
    }

    public boolean worksFor(UUID provider) {
        return grants.stream().anyMatch(grant -> grant.startsWith(provider + ":"));
    }
}
