package market.tessera.provider.importdocuments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.provider.fetching.Attempts;
import market.tessera.provider.importdocuments.FetchDocument.Fetched;
import market.tessera.provider.importdocuments.ImportDocuments.Count;
import market.tessera.provider.importdocuments.ImportDocuments.Named;
import market.tessera.provider.importdocuments.ImportDocuments.Waiting;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings the documents of offerings that are due, an offering at a time, and puts what has come into it. */
@Component
class BringDocuments {
    private static final int AT_ONCE = 2;
    /** Longer than ten addresses may take with making and placing what came. */
    private static final Duration LEASE = Duration.ofMinutes(20);

    private final ImportDocuments documents;
    private final FetchDocument fetch;
    private final PlaceDocuments place;
    private final Reports reports;
    private final Times times;

    BringDocuments(ImportDocuments documents, FetchDocument fetch, PlaceDocuments place, Reports reports, Times times) {
        this.documents = documents;
        this.fetch = fetch;
        this.place = place;
        this.reports = reports;
        this.times = times;
    }

    /** Where it is told how it went. */
    @Component
    record Reports(ImportJobs jobs, Findings findings, TransactionalOperator transaction) {}

    @Component
    record Times(DocumentProperties properties, Clock clock) {}

    /** All that are due, and those that become due meanwhile. */
    Mono<Void> round() {
        return some().expand(count -> count == 0 ? Mono.empty() : some()).then();
    }

    private Mono<Long> some() {
        return Flux.defer(() -> documents.claim(AT_ONCE, LEASE))
                .flatMapDelayError(waiting -> bring(waiting).thenReturn(waiting), AT_ONCE, AT_ONCE)
                .count();
    }

    private Mono<Void> bring(Waiting waiting) {
        return Mono.zip(
                        reports.jobs().find(waiting.job()),
                        documents
                                .named(waiting.offering())
                                .filter(this::isDue)
                                .collectList()
                                .flatMapMany(Flux::fromIterable)
                                .concatMap(document -> fetch.fetch(waiting.provider(), document), 1)
                                .collectList())
                .flatMap(found ->
                        settle(found.getT1(), waiting, found.getT2()).as(reports.transaction()::transactional));
    }

    private boolean isDue(Named document) {
        var asked = document.askedAt();
        return asked == null
                || !asked.isAfter(
                        times.clock().instant().minus(times.properties().recheck()));
    }

    /** What came counts, whatever became of the others; those that may come in a while are waited for. */
    private Mono<Void> settle(ImportJob job, Waiting waiting, List<Fetched> fetched) {
        var again = Attempts.anotherAfter(waiting.attempts()) && failed(fetched).anyMatch(Fetched.Failed::passing);
        return again
                ? documents.later(waiting, Attempts.pauseAfter(waiting.attempts()))
                : place.place(job, waiting.offering(), came(fetched))
                        .flatMap(left -> tell(job, waiting, fetched, left))
                        .then(answered(waiting, fetched))
                        .then(documents.done(waiting, count(fetched)));
    }

    private Mono<Void> tell(ImportJob job, Waiting waiting, List<Fetched> fetched, List<String> left) {
        var reasons = Stream.concat(
                        failed(fetched)
                                .map(failure ->
                                        "“%s”: %s".formatted(failure.document().title(), failure.words())),
                        left.stream())
                .toList();
        return reasons.isEmpty()
                ? Mono.empty()
                : documents
                        .remarks(waiting.offering(), job, reasons)
                        .flatMap(remarks -> reports.findings().add(job.id(), remarks));
    }

    private Mono<Void> answered(Waiting waiting, List<Fetched> fetched) {
        return Flux.fromIterable(fetched)
                .concatMap(one -> switch (one) {
                    case Fetched.Came(var document, var _, var state) ->
                        documents.answered(waiting.offering(), document, state);
                    case Fetched.Same(var document) ->
                        documents.answered(waiting.offering(), document, document.state());
                    case Fetched.Failed _ -> Mono.<Void>empty();
                })
                .then();
    }

    private static Count count(List<Fetched> fetched) {
        var came = came(fetched).size();
        var failures = (int) failed(fetched).count();
        return new Count(came, fetched.size() - came - failures, failures);
    }

    private static List<Fetched.Came> came(List<Fetched> fetched) {
        return fetched.stream()
                .filter(Fetched.Came.class::isInstance)
                .map(Fetched.Came.class::cast)
                .toList();
    }

    private static Stream<Fetched.Failed> failed(List<Fetched> fetched) {
        return fetched.stream().filter(Fetched.Failed.class::isInstance).map(Fetched.Failed.class::cast);
    }
}
