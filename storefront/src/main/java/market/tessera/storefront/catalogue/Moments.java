package market.tessera.storefront.catalogue;

import java.io.IOException;
import java.time.Duration;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.Time;
import org.opensearch.client.opensearch.core.CreatePitRequest;
import org.opensearch.client.opensearch.core.CreatePitResponse;
import org.opensearch.client.opensearch.core.DeletePitRequest;
import org.opensearch.client.opensearch.core.DeletePitResponse;
import org.opensearch.client.opensearch.core.search.Pit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what the index is at one moment (a point in time of the engine) for those who read it in many parts. */
@Component
final class Moments {
    private static final Logger LOG = LoggerFactory.getLogger(Moments.class);

    private final OpenSearchAsyncClient client;
    private final Catalogue catalogue;

    Moments(OpenSearchAsyncClient client, Catalogue catalogue) {
        this.client = client;
        this.catalogue = catalogue;
    }

    /** Keeps this moment until it has not been read for so long. */
    Mono<String> open(Index index, Duration unused) {
        var request = CreatePitRequest.of(
                pit -> pit.index(catalogue.alias(index)).keepAlive(Time.of(time -> time.time(seconds(unused)))));
        return catalogue.inTime(Mono.defer(() -> create(request))).map(CreatePitResponse::pitId);
    }

    /** What makes a search look at that moment, and keeps it for so long again. */
    static Pit at(String moment, Duration unused) {
        return new Pit.Builder().id(moment).keepAlive(seconds(unused)).build();
    }

    /** Lets it go. If that fails, its time runs out by itself. */
    Mono<Void> close(String moment) {
        var request = DeletePitRequest.of(pit -> pit.pitId(moment));
        return catalogue
                .inTime(Mono.defer(() -> delete(request)))
                .doOnError(outage -> LOG.warn("A point in time stays open for a while: {}", outage.toString()))
                .onErrorComplete()
                .then();
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    private Mono<CreatePitResponse> create(CreatePitRequest request) {
        try {
            return Mono.fromFuture(client.createPit(request));
        } catch (IOException outage) {
            return Mono.error(outage);
        }
    }

    private Mono<DeletePitResponse> delete(DeletePitRequest request) {
        try {
            return Mono.fromFuture(client.deletePit(request));
        } catch (IOException outage) {
            return Mono.error(outage);
        }
    }
}
