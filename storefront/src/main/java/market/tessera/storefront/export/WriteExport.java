package market.tessera.storefront.export;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import market.tessera.storefront.catalogue.CataloguePage;
import market.tessera.storefront.catalogue.Snapshot;
import market.tessera.storefront.catalogue.Snapshot.Revision;
import market.tessera.storefront.export.LastExport.Base;
import market.tessera.storefront.offering.OfferingDetail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Writes everything on offer at one moment: page by page from the index or, where that is less, what was touched since the last export into that. */
@Component
class WriteExport {
    private static final int PAGES_AT_ONCE = 2;
    /** Ids of as many are held while an export is brought up to date: some megabytes. */
    private static final long MOST_OPERATIONS = 50_000;
    /** Lines of a segment that stands alone; fewer are joined with what comes next, or a file that is updated often would fall to pieces. */
    private static final int ENOUGH = 125;

    private final LastExport last;
    private final Clock clock;
    private final JsonMapper json;
    private final String origin;

    WriteExport(LastExport last, Clock clock, JsonMapper json, @Value("${tessera.public-url}") String origin) {
        this.last = last;
        this.clock = clock;
        this.json = json;
        this.origin = origin;
    }

    /** @param since where the changes go on */
    Flux<byte[]> compressed(Snapshot now, String since) {
        return now.revision()
                .flatMapMany(
                        revision -> last.keep(since, revision.orElse(null), framed(segments(now, revision, true))));
    }

    Flux<byte[]> plain(Snapshot now) {
        return now.revision()
                .flatMapMany(revision -> segments(now, revision, false))
                .map(Segment::lines);
    }

    private static Flux<byte[]> framed(Flux<Segment> segments) {
        return Flux.using(
                GzipFrame::new,
                frame -> Flux.concat(
                        Mono.fromSupplier(frame::begin), segments.map(frame::add), Mono.fromSupplier(frame::end)),
                _ -> {});
    }

    private Flux<Segment> segments(Snapshot now, Optional<Revision> reached, boolean packed) {
        return Mono.justOrEmpty(reached)
                .flatMap(revision -> updated(now, revision))
                .defaultIfEmpty(written(now.pages(), packed))
                .flatMapMany(segments -> segments);
    }

    /** Empty where there is nothing to make it of. If it fails, the next one is made of nothing that was before. */
    private Mono<Flux<Segment>> updated(Snapshot now, Revision reached) {
        return Mono.justOrEmpty(last.earlier(reached, MOST_OPERATIONS))
                .flatMap(earlier -> now.touchedSince(earlier)
                        .flatMap(touched -> Mono.justOrEmpty(last.base(earlier))
                                .map(base -> updated(base, touched, now.pagesSince(earlier)))))
                .map(segments -> counted(segments, reached.listed()).doOnError(_ -> last.distrust()));
    }

    private Flux<Segment> updated(Base base, Set<String> touched, Flux<CataloguePage> pages) {
        return Flux.concat(
                        KeptSegments.of(base)
                                .subscribeOn(Schedulers.boundedElastic())
                                .map(segment -> segment.without(touched)),
                        written(pages, false))
                .as(WriteExport::joined);
    }

    private static Flux<Segment> joined(Flux<Segment> segments) {
        return Flux.defer(() -> segments.bufferUntil(enough()).map(Segment::joined));
    }

    private static Predicate<Segment> enough() {
        var lines = new AtomicLong();
        return segment -> {
            var isEnough = lines.addAndGet(segment.count()) >= ENOUGH;
            if (isEnough) {
                lines.set(0);
            }
            return isEnough;
        };
    }

    /** Rather an export that breaks off than one that looks whole and is not. */
    private static Flux<Segment> counted(Flux<Segment> segments, long listed) {
        return Flux.defer(() -> {
            var lines = new AtomicLong();
            return segments.doOnNext(segment -> lines.addAndGet(segment.count()))
                    .concatWith(Mono.defer(() -> lines.get() == listed ? Mono.empty() : wrong(lines.get(), listed)));
        });
    }

    private static Mono<Segment> wrong(long lines, long listed) {
        return Mono.error(new IllegalStateException(
                "An export that was brought up to date has %d lines for %d offerings".formatted(lines, listed)));
    }

    /** Off the threads that wait for the engine; a few pages at a time, in their order. */
    private Flux<Segment> written(Flux<CataloguePage> pages, boolean packed) {
        return pages.flatMapSequential(
                        page -> Mono.fromSupplier(() -> segment(page, packed)).subscribeOn(Schedulers.boundedElastic()),
                        PAGES_AT_ONCE,
                        1)
                .filter(segment -> segment.count() > 0);
    }

    private Segment segment(CataloguePage page, boolean packed) {
        var segment = Segment.of(inJson(page));
        return packed ? segment.pack() : segment;
    }

    private List<byte[]> inJson(CataloguePage page) {
        var today = LocalDate.now(clock);
        return page.entries().stream()
                .map(entry -> OfferingDetail.of(entry, origin, today))
                .map(json::writeValueAsBytes)
                .toList();
    }
}
