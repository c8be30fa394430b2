package market.tessera.indexer.status;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Up while the index answers; how far it is behind is told, but being behind is no illness. */
@Component("searchIndex")
class IndexHealth implements ReactiveHealthIndicator {
    private final IndexStatus status;

    IndexHealth(IndexStatus status) {
        this.status = status;
    }

    @Override
    public Mono<Health> health() {
        return status.look().map(IndexHealth::of);
    }

    private static Health of(IndexStatus.Report report) {
        var health = report.documents().isEmpty() ? Health.down() : Health.up();
        return health.withDetail("behind", report.behind())
                .withDetail("setAside", report.setAside())
                .withDetail("rebuilding", report.rebuilding())
                .build();
    }
}
