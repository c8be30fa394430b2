package market.tessera.indexer.rebuild;

import market.tessera.document.Kind;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import reactor.core.publisher.Flux;

/** {@code catalog-indexer --rebuild}: makes all indexes anew and ends; an indexer that runs meanwhile goes on. */
final class RebuildCommand implements ApplicationRunner {
    private final Rebuild rebuild;

    RebuildCommand(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Flux.just(Kind.values()).concatMap(rebuild::rebuild).then().block();
    }
}
