package market.tessera.provider.reviewsteps;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;

/**
 * A review that a provider wants before anything is published.
 *
 * @param name such as "Academic board"; empty for the one that every provider starts with
 * @param roles of which a person needs one to decide
 * @param ownRoles the same, of roles that the provider has named itself
 * @param needed how many have to approve, where the rule is {@link Rule#SOME}
 * @param dueDays within how many days it is expected; null where that is open
 */
public record ReviewStep(
        String name,
        List<Role> roles,
        List<UUID> ownRoles,
        Rule rule,
        @Nullable Integer needed,
        @Nullable Integer dueDays) {
    /** How many have to approve. */
    public enum Rule {
        ANY,
        ALL,
        SOME;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final ReviewStep DEFAULT =
            new ReviewStep("", List.of(Role.REVIEWER, Role.APPROVER), List.of(), Rule.ANY, null, null);

    /** Where a review that has come to some step stands now: its provider may have shortened the list meanwhile; then the last one counts. */
    public static int place(List<ReviewStep> steps, int reached) {
        return Math.min(reached, steps.size() - 1);
    }

    public Role[] anyRole() {
        return roles.toArray(Role[]::new);
    }

    /**
     * Whether the step is passed.
     *
     * @param approvals how many have approved
     * @param outstanding how many more could; where nobody is left, those who have approved are enough
     */
    public boolean isPassed(int approvals, int outstanding) {
        return outstanding == 0
                || switch (rule) {
                    case ANY -> approvals > 0;
                    case ALL -> false;
                    case SOME -> approvals >= Objects.requireNonNull(needed);
                };
    }
}
