package market.tessera.checkout.handoff;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.UUID;
import market.tessera.checkout.connection.Connections;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes down how connections are doing, for the people who have made them: of what came together, the newest of each. */
@Component
class ConnectionNews {
    private final Connections connections;

    ConnectionNews(Connections connections) {
        this.connections = connections;
    }

    Mono<Void> of(Collection<Outcome> outcomes) {
        var newest = new LinkedHashMap<UUID, Outcome>();
        outcomes.forEach(outcome -> outcome.by().ifPresent(connection -> newest.put(connection.id(), outcome)));
        return Flux.fromIterable(newest.entrySet())
                .concatMap(news -> write(news.getKey(), news.getValue()))
                .then();
    }

    private Mono<Void> write(UUID connection, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Told _ -> connections.succeeded(connection);
            case Outcome.Failed failed -> connections.failed(connection, failed.why());
            case Outcome.Listed _, Outcome.PutOff _, Outcome.Broken _ -> Mono.empty();
        };
    }
}
