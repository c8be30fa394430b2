package market.tessera.storefront.catalogue;

import java.time.Duration;
import java.util.function.Function;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Everything on offer, read in one go. */
@Component
public final class WholeCatalogue {
    /** How long a reader may take over one page. */
    static final Duration UNUSED = Duration.ofMinutes(5);

    private final Catalogue catalogue;
    private final Moments moments;

    WholeCatalogue(Catalogue catalogue, Moments moments) {
        this.catalogue = catalogue;
        this.moments = moments;
    }

    /** What is read of the catalogue as it is at the moment of subscribing; whoever cancels frees what the engine has kept for it. */
    public <T> Flux<T> atOneMoment(Function<Snapshot, Flux<T>> reader) {
        return Flux.usingWhen(
                moments.open(Index.OFFERINGS, UNUSED),
                moment -> reader.apply(new Snapshot(catalogue, moment)),
                moments::close);
    }
}
