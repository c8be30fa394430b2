package market.tessera.provider.completion;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.provider.completion.CompletionReport.Score;
import market.tessera.provider.enrollment.Place;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every word that counts, one for an enrollment. */
@Repository
class CompletionReports {
    private final DatabaseClient database;

    CompletionReports(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<UUID, Known>> of(Collection<UUID> enrollments) {
        return database.sql("select * from completion_report where enrollment = any(:enrollments)")
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .map(CompletionReports::known)
                .all()
                .collectMap(known -> known.report().enrollment());
    }

    /** Each in the place of one that was taken back, if there is one. */
    Mono<Void> addAll(Map<Place, Kept> taken) {
        var places = taken.keySet();
        var words = taken.values().stream().map(Kept::word).toList();
        var reports = words.stream().map(Word::report).toList();
        return database.sql("""
                        insert into completion_report as known
                          (enrollment, provider, completed_at, grade, given, maximum, reported_by, reported_at, version)
                        select * from unnest(:enrollments::uuid[], :providers::uuid[], :completed::timestamptz[], :grades::text[],
                          :given::numeric[], :maximum::numeric[], :by::uuid[], :reported::timestamptz[], :versions::bigint[])
                        on conflict (enrollment) do update set completed_at = excluded.completed_at, grade = excluded.grade, given = excluded.given,
                          maximum = excluded.maximum, reported_by = excluded.reported_by, reported_at = excluded.reported_at,
                          version = excluded.version, withdrawn_at = null
                        where known.version < excluded.version
                        """)
                .bind("enrollments", places.stream().map(Place::enrollment).toArray(UUID[]::new))
                .bind("providers", places.stream().map(Place::provider).toArray(UUID[]::new))
                .bind(
                        "completed",
                        reports.stream().map(CompletionReport::completedAt).toArray(Instant[]::new))
                .bind("grades", reports.stream().map(CompletionReport::grade).toArray(String[]::new))
                .bind("given", scores(reports, Score::given))
                .bind("maximum", scores(reports, Score::maximum))
                .bind("by", words.stream().map(Word::by).toArray(UUID[]::new))
                .bind(
                        "reported",
                        reports.stream().map(CompletionReport::reportedAt).toArray(Instant[]::new))
                .bind("versions", taken.values().stream().map(Kept::version).toArray(Long[]::new))
                .then();
    }

    Mono<Void> withdraw(UUID enrollment, long version, Instant at) {
        return database.sql("""
                        update completion_report set withdrawn_at = :at, version = :version where enrollment = :enrollment
                        """)
                .bind("at", at)
                .bind("version", version)
                .bind("enrollment", enrollment)
                .then();
    }

    /** Null where there is no score. */
    private static BigDecimal[] scores(List<CompletionReport> reports, Function<Score, BigDecimal> member) {
        return reports.stream()
                .map(CompletionReport::score)
                .map(score -> score == null ? null : member.apply(score))
                .toArray(BigDecimal[]::new);
    }

    private static Known known(Readable row) {
        return new Known(
                report(row),
                Columns.required(row, "version", Long.class),
                row.get("withdrawn_at", Instant.class) != null);
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
