package market.tessera.provider.governance;

import java.util.List;
import market.tessera.provider.staff.Role;

/**
 * A review that a provider wants before anything is published.
 *
 * @param name such as "Academic board"; empty for the one that every provider starts with
 * @param roles of which a person needs one to decide
 */
public record ReviewStep(String name, List<Role> roles, Rule rule) {
    /** How many have to approve. */
    public enum Rule {
        ANY,
        ALL
    }

    static final ReviewStep DEFAULT = new ReviewStep("", List.of(Role.REVIEWER, Role.APPROVER), Rule.ANY);

    Role[] anyRole() {
        return roles.toArray(Role[]::new);
    }
}
