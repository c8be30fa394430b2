package market.tessera.storefront.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import market.tessera.platform.problem.Problem;
import market.tessera.storefront.catalogue.WholeCatalogue;
import market.tessera.storefront.change.Since;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Gives out everything on offer, as fast as it is taken and in the memory of a few pages: newly written, or once more what was written a little while ago. */
@Service
@EnableConfigurationProperties(ExportProperties.class)
class CatalogueExport {
    private static final int KEPT_PIECE = 64 << 10;
    /** Small enough that a slow reader holds up little. */
    private static final int PIECE = 32 << 10;

    private final WholeCatalogue catalogue;
    private final WriteExport writeExport;
    private final LastExport last;
    private final Since changes;
    private final Semaphore places;

    CatalogueExport(
            WholeCatalogue catalogue,
            WriteExport writeExport,
            LastExport last,
            Since changes,
            ExportProperties properties) {
        this.catalogue = catalogue;
        this.writeExport = writeExport;
        this.last = last;
        this.changes = changes;
        this.places = new Semaphore(properties.atOnce());
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
                        () -> compressed ? last.open() : new GZIPInputStream(last.open(), KEPT_PIECE),
                        buffers,
                        KEPT_PIECE)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<byte[]> written(Edition edition, boolean compressed) {
        return catalogue
                .atOneMoment(now -> compressed ? writeExport.compressed(now, edition.since()) : writeExport.plain(now))
                .publishOn(Schedulers.boundedElastic(), 1)
                .concatMapIterable(CatalogueExport::pieces, 1);
    }

    private static List<byte[]> pieces(byte[] bytes) {
        var pieces = new ArrayList<byte[]>();
        for (var from = 0; from < bytes.length; from += PIECE) {
            pieces.add(Arrays.copyOfRange(bytes, from, Math.min(from + PIECE, bytes.length)));
        }
        return pieces;
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
}
