package market.tessera.checkout.completion;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes a provider's word from its portal; an enrollment is completed once, whichever way the first word came. */
@Service
class CompleteReported {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteReported.class);
    private static final String SOURCE = "portal";

    private final Enrollments enrollments;
    private final Completions completions;

    CompleteReported(Enrollments enrollments, Completions completions) {
        this.enrollments = enrollments;
        this.completions = completions;
    }

    /**
     * Changes nothing where the enrollment has ended or been completed meanwhile. What its own provider said first counts; what others say of it
     * does not.
     */
    @Transactional
    Mono<Void> complete(List<ReportedCompletion> reports) {
        var told = reports.stream().collect(Collectors.groupingBy(ReportedCompletion::enrollment));
        return enrollments
                .changeAll(told.keySet(), current -> complete(current, told))
                .map(completed -> heard(completed, told).orElseThrow().completion())
                .collectList()
                .flatMap(completed -> completed.isEmpty() ? Mono.empty() : completions.addAll(completed, SOURCE));
    }

    private static Optional<Enrollment> complete(Enrollment current, Map<UUID, List<ReportedCompletion>> told) {
        var completed = heard(current, told)
                .flatMap(report -> current.complete(report.completion().grade()));
        if (completed.isEmpty()) {
            LOG.info("The report of {} completes nothing any more", current.id());
        }
        return completed;
    }

    private static Optional<ReportedCompletion> heard(Enrollment enrollment, Map<UUID, List<ReportedCompletion>> told) {
        return requireNonNull(told.get(enrollment.id())).stream()
                .filter(report -> report.provider().equals(enrollment.course().provider()))
                .findFirst();
    }
}
