package market.tessera.provider.completion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.completion.CompletionReport.Score;
import market.tessera.provider.enrollment.Enrollments;
import market.tessera.provider.enrollment.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Keeps what was said of completions and tells checkout by the log; however much, with four statements. Two at a time are sent without waiting for the
 * answer to the first: the database does one after the other, and what is read second is what was there once the first had its locks.
 */
@Service
class KeepReports {
    private final Enrollments enrollments;
    private final CompletionReports reports;
    private final EventLog log;

    KeepReports(Enrollments enrollments, CompletionReports reports, EventLog log) {
        this.enrollments = enrollments;
        this.reports = reports;
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

    /** Answers in the order of the words. */
    @Transactional
    public Mono<List<Reporting>> keep(List<Word> words) {
        var ids = words.stream().map(Word::enrollment).collect(Collectors.toSet());
        var providers = words.stream().map(Word::providers).flatMap(Set::stream).collect(Collectors.toSet());
        return Mono.zip(enrollments.lockAll(providers, ids).collectMap(Place::enrollment), reports.of(ids))
                .map(found -> Rulings.of(words, found.getT1(), found.getT2()))
                .delayUntil(rulings -> write(rulings.taken()))
                .map(Rulings::answers);
    }

    private Mono<Void> write(Map<Place, Kept> taken) {
        return taken.isEmpty()
                ? Mono.empty()
                : Mono.when(
                        reports.addAll(taken),
                        log.append(taken.entrySet().stream()
                                .map(one -> told(one.getKey(), one.getValue()))
                                .toList()));
    }

    private static Event told(Place place, Kept kept) {
        var report = kept.report();
        return new Event(
                "completion.reported",
                place.enrollment().toString(),
                kept.version(),
                new Told(
                        place.enrollment(),
                        place.provider(),
                        place.offering(),
                        report.completedAt(),
                        report.grade(),
                        report.score(),
                        report.reportedAt()));
    }
}
