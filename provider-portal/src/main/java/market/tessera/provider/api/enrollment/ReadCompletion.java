package market.tessera.provider.api.enrollment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.completion.CompletionReport;
import market.tessera.provider.completion.Said;
import market.tessera.provider.elements.FormatCheck;
import market.tessera.provider.provider.CatalogueFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads what programs say of completions. */
@Component
class ReadCompletion {
    private final FormatCheck format;
    private final Clock clock;

    ReadCompletion(FormatCheck format, Clock clock) {
        this.format = format;
        this.clock = clock;
    }

    /**
     * @param pointer where in the body it stands
     * @throws Problem 400 with everything that is wrong with it
     */
    Said read(UUID enrollment, ObjectNode said, String pointer) {
        var word = Bodies.fitting(
                format.check(said, node -> CatalogueFormat.JSON.treeToValue(node, CompletionWord.class)), pointer);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var completedAt = word.at(now);
        if (completedAt.isAfter(now.plus(CompletionWord.TOLERANCE))) {
            throw Problem.invalid(List.of(Violation.pointer(pointer + "/completedAt", "is in the future")));
        }
        if (completedAt.isBefore(CompletionWord.EARLIEST)) {
            throw Problem.invalid(List.of(Violation.pointer(pointer + "/completedAt", "is before 1900")));
        }
        return new Said(
                new CompletionReport(enrollment, completedAt, word.said(), word.points(), now),
                word.completedAt() != null);
    }
}
