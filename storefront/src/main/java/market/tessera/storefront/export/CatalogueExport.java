package market.tessera.storefront.export;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import market.tessera.platform.problem.Problem;
import market.tessera.storefront.catalogue.Lookup.Listed;
import market.tessera.storefront.catalogue.WholeCatalogue;
import market.tessera.storefront.offering.OfferingDetail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Writes everything on offer, as fast as it is taken and in the memory of a few pages. */
@Service
@EnableConfigurationProperties(ExportProperties.class)
class CatalogueExport {
    private final WholeCatalogue catalogue;
    private final Semaphore places;
    private final Clock clock;
    private final JsonMapper json;
    private final String origin;

    CatalogueExport(
            WholeCatalogue catalogue,
            ExportProperties properties,
            Clock clock,
            JsonMapper json,
            @Value("${tessera.public-url}") String origin) {
        this.catalogue = catalogue;
        this.places = new Semaphore(properties.atOnce());
        this.clock = clock;
        this.json = json;
        this.origin = origin;
    }

    /** @return pieces of the file; an error (503) before the first of them if too many are being written already */
    Flux<byte[]> file(boolean compressed) {
        return Flux.using(this::takePlace, _ -> lines(compressed), Semaphore::release);
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

    /** Off the threads that wait for the engine, and one page at a time. */
    private Flux<byte[]> write(Lines lines) {
        return catalogue
                .pages()
                .publishOn(Schedulers.parallel(), 1)
                .map(page -> lines.add(written(page)))
                .concatWith(Flux.defer(() -> Flux.just(lines.end())))
                .concatMapIterable(pieces -> pieces, 1);
    }

    private List<byte[]> written(List<Listed> page) {
        var today = LocalDate.now(clock);
        return page.stream()
                .map(listed -> OfferingDetail.of(listed, origin, today))
                .map(json::writeValueAsBytes)
                .toList();
    }
}
