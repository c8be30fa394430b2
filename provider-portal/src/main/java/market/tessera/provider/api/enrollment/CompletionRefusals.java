package market.tessera.provider.api.enrollment;

import market.tessera.platform.problem.Problem;
import market.tessera.provider.completion.CompletionReport;
import market.tessera.provider.enrollment.Enrollment.State;

/** Why a completion that a program has reported is not taken. */
final class CompletionRefusals {
    private CompletionRefusals() {}

    static Problem contradicted(CompletionReport known) {
        return Problem.conflict(
                "completion-differs",
                "A completion at %s%s was reported before and stands."
                        .formatted(
                                known.completedAt(),
                                known.grade() == null ? "" : " with the grade “%s”".formatted(known.grade())));
    }

    static Problem closed(State state) {
        return switch (state) {
            case REQUESTED ->
                Problem.conflict(
                        "not-confirmed",
                        "The learner is not in the course yet. Report the completion once the enrollment is confirmed.");
            case COMPLETED ->
                Problem.conflict("already-completed", "The enrollment was completed in another way; that stands.");
            case WITHDRAWN, FAILED, CONFIRMED, ACTIVE ->
                Problem.conflict(
                        "not-enrolled", "The enrollment is %s and cannot be completed.".formatted(state.key()));
        };
    }

    static Problem neverSaid() {
        return Problem.conflict(
                "not-reported", "No completion of this enrollment was reported here, so there is none to take back.");
    }

    static Problem unknown(String enrollment) {
        return Problem.notFound("There is no enrollment " + enrollment);
    }
}
