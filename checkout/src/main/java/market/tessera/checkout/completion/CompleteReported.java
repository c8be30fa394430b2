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

    /** Changes nothing where the enrollment is another provider's, or has ended or been completed meanwhile. What was said first counts. */
    @Transactional
    Mono<Void> complete(List<ReportedCompletion> reports) {
        var first = reports.stream()
                .collect(Collectors.toMap(ReportedCompletion::enrollment, report -> report, (one, _) -> one));
        return enrollments
                .changeAll(first.keySet(), current -> complete(current, first))
                .map(completed -> completion(first, completed))
                .collectList()
                .flatMap(completed -> completed.isEmpty() ? Mono.empty() : completions.addAll(completed, SOURCE));
    }

    private static Optional<Enrollment> complete(Enrollment current, Map<UUID, ReportedCompletion> reports) {
        var completed =
                current.course().provider().equals(reported(reports, current).provider())
                        ? current.complete(completion(reports, current).grade())
                        : Optional.<Enrollment>empty();
        if (completed.isEmpty()) {
            LOG.info("The report of {} completes nothing any more", current.id());
        }
        return completed;
    }

    private static Completion completion(Map<UUID, ReportedCompletion> reports, Enrollment enrollment) {
        return reported(reports, enrollment).completion();
    }

    private static ReportedCompletion reported(Map<UUID, ReportedCompletion> reports, Enrollment enrollment) {
        return requireNonNull(reports.get(enrollment.id()));
    }
}
