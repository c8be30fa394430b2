package market.tessera.checkout.completion;

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

    /** Changes nothing where the enrollment is another provider's, or has ended or been completed meanwhile. */
    @Transactional
    Mono<Void> complete(ReportedCompletion report) {
        var completion = report.completion();
        return enrollments
                .find(report.enrollment())
                .filter(enrollment -> enrollment.course().provider().equals(report.provider()))
                .flatMap(enrollment ->
                        enrollments.change(enrollment.id(), current -> current.complete(completion.grade())))
                .flatMap(completed -> completions.add(completion, SOURCE).thenReturn(completed))
                .switchIfEmpty(Mono.fromRunnable(
                        () -> LOG.info("The report of {} completes nothing any more", report.enrollment())))
                .then();
    }
}
