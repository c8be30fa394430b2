package market.tessera.provider.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.enrollment.CompletionReport.Score;
import market.tessera.provider.enrollment.Reporting.Closed;
import market.tessera.provider.enrollment.Reporting.Contradicted;
import market.tessera.provider.enrollment.Reporting.Repeated;
import market.tessera.provider.enrollment.Reporting.Taken;
import market.tessera.provider.enrollment.Reporting.Unknown;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes a provider's word that a learner has met the outcomes, once, and tells checkout by the log; the badge follows from there. */
@Service
public class ReportCompletion {
    private final Enrollments enrollments;
    private final DatabaseClient database;
    private final EventLog log;

    ReportCompletion(Enrollments enrollments, DatabaseClient database, EventLog log) {
        this.enrollments = enrollments;
        this.database = database;
        this.log = log;
    }

    /** {@code completion.reported} of {@code docs/events.md}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            UUID enrollment,
            UUID provider,
            UUID offering,
            Instant completedAt,
            @Nullable String grade,
            @Nullable Score score,
            Instant reportedAt) {}

    /** @param dated whether the provider said when; if not, a repetition is one whatever time it was given */
    @Transactional
    public Mono<Reporting> report(ProviderScope scope, CompletionReport report, boolean dated) {
        return enrollments
                .lock(scope, report.enrollment())
                .flatMap(enrollment -> known(enrollment.id())
                        .map(known -> compare(known, report, dated))
                        .switchIfEmpty(Mono.defer(() -> decide(scope, enrollment, report))))
                .defaultIfEmpty(new Unknown());
    }

    private static Reporting compare(CompletionReport known, CompletionReport report, boolean dated) {
        var same = dated ? known.sameAs(report) : known.sameResultAs(report);
        return same ? new Repeated(known) : new Contradicted(known);
    }

    private Mono<Reporting> decide(ProviderScope scope, Enrollment enrollment, CompletionReport report) {
        return switch (enrollment.state()) {
            case CONFIRMED, ACTIVE ->
                keep(scope, enrollment, report).then(tell(enrollment, report)).thenReturn(new Taken(report));
            case REQUESTED, COMPLETED, WITHDRAWN, FAILED -> Mono.just(new Closed(enrollment.state()));
        };
    }

    private Mono<CompletionReport> known(UUID enrollment) {
        return database.sql("select * from completion_report where enrollment = :enrollment")
                .bind("enrollment", enrollment)
                .map(ReportCompletion::report)
                .one();
    }

    private Mono<Void> keep(ProviderScope scope, Enrollment enrollment, CompletionReport report) {
        var score = report.score();
        return database.sql("""
                        insert into completion_report
                          (enrollment, provider, completed_at, grade, given, maximum, reported_by, reported_at)
                        values (:enrollment, :provider, :completedAt, :grade, :given, :maximum, :by, :at)
                        """)
                .bind("enrollment", enrollment.id())
                .bind("provider", enrollment.provider())
                .bind("completedAt", report.completedAt())
                .bind("grade", Columns.orNull(report.grade(), String.class))
                .bind("given", Columns.orNull(score == null ? null : score.given(), BigDecimal.class))
                .bind("maximum", Columns.orNull(score == null ? null : score.maximum(), BigDecimal.class))
                .bind("by", scope.actor().id())
                .bind("at", report.reportedAt())
                .then();
    }

    private Mono<Void> tell(Enrollment enrollment, CompletionReport report) {
        return log.append(new Event(
                "completion.reported",
                enrollment.id().toString(),
                1,
                new Told(
                        enrollment.id(),
                        enrollment.provider(),
                        enrollment.offering(),
                        report.completedAt(),
                        report.grade(),
                        report.score(),
                        report.reportedAt())));
    }

    private static CompletionReport report(Readable row) {
        var given = row.get("given", BigDecimal.class);
        return new CompletionReport(
                Columns.required(row, "enrollment", UUID.class),
                Columns.required(row, "completed_at", Instant.class),
                row.get("grade", String.class),
                given == null ? null : new Score(given, Columns.required(row, "maximum", BigDecimal.class)),
                Columns.required(row, "reported_at", Instant.class));
    }
}
