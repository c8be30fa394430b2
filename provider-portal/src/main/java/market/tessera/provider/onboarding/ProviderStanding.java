package market.tessera.provider.onboarding;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.pathwayedition.PathwayLog;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Providers;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Whether the operator vouches for a provider, with all that follows: what it lists becomes public, or stops being so. */
@Service
class ProviderStanding {
    private final Providers providers;
    private final OfferingLog offerings;
    private final PathwayLog pathways;
    private final DatabaseClient database;

    ProviderStanding(Providers providers, OfferingLog offerings, PathwayLog pathways, DatabaseClient database) {
        this.providers = providers;
        this.offerings = offerings;
        this.pathways = pathways;
        this.database = database;
    }

    @Transactional
    Mono<Void> verify(UUID provider, String evidence) {
        return providers.verify(provider, evidence).then(Mono.defer(() -> announce(provider)));
    }

    @Transactional
    Mono<Void> withdrawVerification(UUID provider) {
        return providers.withdrawVerification(provider).then(Mono.defer(() -> announce(provider)));
    }

    private Mono<Void> announce(UUID provider) {
        return published("offering", provider)
                .flatMap(offerings::announce)
                .then(published("pathway", provider))
                .flatMap(pathways::announce);
    }

    private Mono<List<UUID>> published(String table, UUID provider) {
        return database.sql("select id from %s where provider = :provider and status = 'published' order by id"
                        .formatted(table))
                .bind("provider", provider)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all()
                .collectList();
    }
}
