package market.tessera.storefront.export;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import market.tessera.platform.problem.Problem;
import market.tessera.storefront.catalogue.CataloguePage;
import market.tessera.storefront.catalogue.WholeCatalogue;
import market.tessera.storefront.change.Since;
import market.tessera.storefront.offering.OfferingDetail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything on offer, as fast as it is taken and in the memory of a few pages; or gives out once more what was written a little while ago.
 */
@Service
@EnableConfigurationProperties(ExportProperties.class)
class CatalogueExport {
    private static final int PIECE = 64 << 10;
    private static final int PAGES_AT_ONCE = 2;

    private final WholeCatalogue catalogue;
    private final LastExport last;
    private final Since changes;
    private final Semaphore places;
    private final Clock clock;
    private final JsonMapper json;
    private final String origin;

    CatalogueExport(
            WholeCatalogue catalogue,
            LastExport last,
            Since changes,
            ExportProperties properties,
            Clock clock,
            JsonMapper json,
            @Value("${tessera.public-url}") String origin) {
        this.catalogue = catalogue;
        this.last = last;
        this.changes = changes;
        this.places = new Semaphore(properties.atOnce());
        this.clock = clock;
        this.json = json;
        this.origin = origin;
    }

    /**
     * An export that can be had now.
     *
     * @param since where the changes go on after it
     * @param kept whether it has been written already
     */
    record Edition(String since, boolean kept) {}

    Mono<Edition> edition() {
        return changes.now().map(since -> new Edition(since, last.holds(since)));
    }

    /** @return pieces of the file; an error (503) before the first of them if too many are being written already */
    Flux<DataBuffer> file(Edition edition, boolean compressed, DataBufferFactory buffers) {
        return edition.kept()
                ? kept(compressed, buffers)
                : Flux.using(this::takePlace, _ -> written(edition, compressed), Semaphore::release)
                        .map(buffers::wrap);
    }

    private Flux<DataBuffer> kept(boolean compressed, DataBufferFactory buffers) {
        return DataBufferUtils.readInputStream(
                        () -> compressed ? last.open() : new GZIPInputStream(last.open(), PIECE), buffers, PIECE)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<byte[]> written(Edition edition, boolean compressed) {
        return compressed ? last.keep(edition.since(), lines(true)) : lines(false);
    }

    private Semaphore takePlace() {
        if (!places.tryAcquire()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "exports-busy",
                    "Too many exports at once",
                    "Others are exporting the catalogue right now. Try again in a minute.");
        }
        return places;
    }

    private Flux<byte[]> lines(boolean compressed) {
        return Flux.using(() -> new Lines(compressed), this::write, Lines::close);
    }

    /** Off the threads that wait for the engine; a few pages at a time, in their order. */
    private Flux<byte[]> write(Lines lines) {
        return catalogue
                .pages()
                .flatMapSequential(
                        page -> Mono.fromSupplier(() -> inJson(page)).subscribeOn(Schedulers.boundedElastic()),
                        PAGES_AT_ONCE,
                        1)
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(lines::add)
                .concatWith(Flux.defer(() -> Flux.just(lines.end())))
                .concatMapIterable(pieces -> pieces, 1);
    }

    private List<byte[]> inJson(CataloguePage page) {
        var today = LocalDate.now(clock);
        return page.entries().stream()
                .map(entry -> OfferingDetail.of(entry, origin, today))
                .map(json::writeValueAsBytes)
                .toList();
    }
}
