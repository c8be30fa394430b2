package market.tessera.provider.api;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.offering.WorkflowState;
import org.jspecify.annotations.Nullable;

/** What can be done to an offering or a pathway under work, by the last part of the address. */
public enum Deed {
    PROPOSE,
    TAKE_BACK,
    REOPEN,
    APPROVE,
    REQUEST_CHANGES,
    PUBLISH,
    UNSCHEDULE,
    WITHDRAW,
    DISCARD;

    /**
     * What a body may say.
     *
     * @param why for the history, and for who is to act on it
     * @param publishAt with {@code publish} only: not now but then
     */
    public record Word(
            @Nullable @Size(max = 2_000) String why,
            @Nullable Instant publishAt) {
        @Nullable
        public String reason() {
            return why == null || why.isBlank() ? null : why.strip();
        }
    }

    public static Deed of(String path) {
        return Arrays.stream(values())
                .filter(deed -> deed.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is nothing to be done here called " + path));
    }

    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Problem overtaken(String thing, WorkflowState state) {
        return Problem.conflict("wrong-state", "This cannot be done to %s that is %s.".formatted(thing, state.code()));
    }

    public static Problem notEditable(WorkflowState state) {
        return Problem.conflict(
                "not-editable",
                "The draft is %s. It can be changed as an idea, or when changes are requested."
                        .formatted(state.code()));
    }

    public static Problem ownProposal() {
        return Problem.conflict(
                "own-proposal",
                "Nobody decides on what they wrote or proposed, nor does a key on what its owner wrote or proposed.");
    }

    public static Problem noReason() {
        return invalid("/why", "is needed for this");
    }

    public static Problem notInFuture() {
        return invalid("/publishAt", "is not in the future");
    }

    public static Problem skippedHour() {
        return invalid("/publishAt", "is a time that does not exist");
    }

    private static Problem invalid(String pointer, String detail) {
        return Problem.invalid(List.of(Violation.pointer(pointer, detail)));
    }
}
