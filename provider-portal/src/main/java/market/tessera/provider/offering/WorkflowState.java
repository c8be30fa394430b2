package market.tessera.provider.offering;

import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** Where a version stands on its way from idea to public, and what may come next. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum WorkflowState {
    IDEA,
    PROPOSED,
    IN_REVIEW,
    CHANGES_REQUESTED,
    APPROVED,
    SCHEDULED,
    PUBLISHED,
    RETIRED;

    public Set<WorkflowState> next() {
        return switch (this) {
            case IDEA -> EnumSet.of(PROPOSED);
            case PROPOSED -> EnumSet.of(IN_REVIEW, IDEA);
            case IN_REVIEW -> EnumSet.of(CHANGES_REQUESTED, APPROVED, IDEA);
            case CHANGES_REQUESTED -> EnumSet.of(IN_REVIEW, IDEA);
            case APPROVED -> EnumSet.of(SCHEDULED, PUBLISHED, CHANGES_REQUESTED);
            case SCHEDULED -> EnumSet.of(PUBLISHED, APPROVED);
            case PUBLISHED -> EnumSet.of(RETIRED);
            case RETIRED -> EnumSet.noneOf(WorkflowState.class);
        };
    }

    public boolean canBecome(WorkflowState state) {
        return next().contains(state);
    }

    /** Whether the author may change the elements. */
    public boolean editable() {
        return this == IDEA || this == CHANGES_REQUESTED;
    }

    /** As the database and the API write it, such as {@code in-review}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public static WorkflowState of(String code) {
        return valueOf(code.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
