package market.tessera.provider.onboarding;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.pathwayedition.PathwayLog;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.retelling.Retellings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Whether the operator vouches for a provider, with all that follows: what it lists becomes public, or stops being so. */
@Service
class ProviderStanding {
    private static final String SKIP = "skip locked";

    private final Providers providers;
    private final OfferingLog offerings;
    private final PathwayLog pathways;
    private final Retellings retellings;
    private final DatabaseClient database;

    ProviderStanding(
            Providers providers,
            OfferingLog offerings,
            PathwayLog pathways,
            Retellings retellings,
            DatabaseClient database) {
        this.retellings = retellings;
        this.providers = providers;
        this.offerings = offerings;
        this.pathways = pathways;
        this.database = database;
    }

    @Transactional
    Mono<Void> verify(UUID provider, String evidence) {
        return lock(provider).then(providers.verify(provider, evidence)).then(Mono.defer(() -> announce(provider)));
    }

    @Transactional
    Mono<Void> withdrawVerification(UUID provider) {
        return lock(provider).then(providers.withdrawVerification(provider)).then(Mono.defer(() -> announce(provider)));
    }

    /** In the order in which everybody locks who changes what is public: offerings, pathways, and the provider when it comes to telling of them. */
    private Mono<Void> lock(UUID provider) {
        return published("offering", provider, "")
                .then(published("pathway", provider, ""))
                .then();
    }

    /**
     * What has become public meanwhile is told as well. Who has that in hand may be waiting for the provider, so nobody waits for it here: it is told a
     * moment later.
     */
    private Mono<Void> announce(UUID provider) {
        return published("offering", provider, SKIP)
                .delayUntil(offerings::announce)
                .zipWhen(
                        _ -> published("pathway", provider, SKIP).delayUntil(pathways::announce),
                        (told, alsoTold) -> told.size() + alsoTold.size())
                .flatMap(told -> retellings.unlessAll(provider, told));
    }

    /** Nobody else changes them until the transaction ends; what refers to them may come and go. */
    private Mono<List<UUID>> published(String table, UUID provider, String otherwise) {
        return database.sql("""
                        select id from %s where provider = :provider and status = 'published' order by id for no key update %s
                        """.formatted(table, otherwise))
                .bind("provider", provider)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all()
                .collectList();
    }
}
