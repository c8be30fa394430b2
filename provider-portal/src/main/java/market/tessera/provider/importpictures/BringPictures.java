package market.tessera.provider.importpictures;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import market.tessera.provider.fetching.Attempts;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importpictures.FetchPicture.Fetched;
import market.tessera.provider.importpictures.ImportPictures.Known;
import market.tessera.provider.importpictures.ImportPictures.Waiting;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings the pictures that are due, a few at a time, and puts each into the offerings that name it. */
@Component
class BringPictures {
    private static final int AT_ONCE = 4;
    /** Longer than an address may take with making and placing what came. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final ImportPictures pictures;
    private final ImportJobs jobs;
    private final FetchPicture fetch;
    private final PlacePicture place;
    private final Times times;

    BringPictures(ImportPictures pictures, ImportJobs jobs, FetchPicture fetch, PlacePicture place, Times times) {
        this.pictures = pictures;
        this.jobs = jobs;
        this.fetch = fetch;
        this.place = place;
        this.times = times;
    }

    @Component
    record Times(PictureProperties properties, Clock clock) {}

    /** All that are due, and those that become due meanwhile. */
    Mono<Void> round() {
        return some().expand(count -> count == 0 ? Mono.empty() : some()).then();
    }

    private Mono<Long> some() {
        return Flux.defer(() -> pictures.claim(AT_ONCE, LEASE))
                .flatMapDelayError(picture -> bring(picture).thenReturn(picture), AT_ONCE, AT_ONCE)
                .count();
    }

    private Mono<Void> bring(Waiting picture) {
        return Mono.zip(
                        jobs.find(picture.job()),
                        pictures.known(picture.provider(), picture.address())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty()))
                .flatMap(found ->
                        fetched(picture, found.getT2()).flatMap(fetched -> settle(found.getT1(), picture, fetched)));
    }

    /** What was asked for a moment ago, by this import or another one, is not asked for again. */
    private Mono<Fetched> fetched(Waiting picture, Optional<Known> known) {
        var recently = times.clock().instant().minus(times.properties().recheck());
        return known.filter(one -> one.askedAt().isAfter(recently))
                .<Mono<Fetched>>map(one -> Mono.just(new Fetched.Same(one)))
                .orElseGet(() -> fetch.fetch(picture.provider(), picture.address(), known.orElse(null)));
    }

    private Mono<Void> settle(ImportJob job, Waiting picture, Fetched fetched) {
        return switch (fetched) {
            case Fetched.Came(var what) ->
                place.place(job, picture, what.media()).then(pictures.fetched(picture, what));
            case Fetched.Same(var what) ->
                place.place(job, picture, what.media()).then(pictures.unchanged(picture, what));
            case Fetched.Failed(var words, var passing) ->
                passing && Attempts.anotherAfter(picture.attempts())
                        ? pictures.later(picture, Attempts.pauseAfter(picture.attempts()))
                        : pictures.failed(picture, job.inputs().getFirst().name(), words);
        };
    }
}
