package market.tessera.provider.offering;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** Where a version stands on its way from idea to public. */
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
