package market.tessera.provider.worklist;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.provider.offering.WorkflowState;

/**
 * A draft of the list as its form names it: what it is, and where it stood when the list was shown.
 *
 * @param pathway whether it is one of a pathway, not of an offering
 */
public record Choice(WorkflowState state, boolean pathway, UUID id, long revision) {
    private static final Pattern TEXT = Pattern.compile(
            "([a-z-]{1,20}) (offering|pathway) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\\d{1,18})");

    /** Whether several of its kind can be brought further from the list. */
    public boolean isOpen() {
        return state == WorkflowState.IN_REVIEW || state == WorkflowState.APPROVED;
    }

    public String text() {
        return "%s %s %s %d".formatted(state.code(), pathway ? "pathway" : "offering", id, revision);
    }

    /** Empty for what {@link #text()} does not give. */
    static Optional<Choice> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? state(parts.group(1))
                        .map(state -> new Choice(
                                state,
                                parts.group(2).equals("pathway"),
                                UUID.fromString(parts.group(3)),
                                Long.parseLong(parts.group(4))))
                : Optional.empty();
    }

    private static Optional<WorkflowState> state(String code) {
        return Arrays.stream(WorkflowState.values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }
}
