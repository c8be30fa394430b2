package market.tessera.checkout.desk;

import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many orders are stuck in what; that is for people to see to, and no illness of the program. */
@Component("stuckOrders")
class DeskHealth implements ReactiveHealthIndicator {
    private final DeskOrders orders;

    DeskHealth(DeskOrders orders) {
        this.orders = orders;
    }

    @Override
    public Mono<Health> health() {
        return orders.troubles(new DeskScope(true, Set.of())).map(counts -> {
            var health = Health.up();
            counts.forEach((trouble, count) -> health.withDetail(trouble.key(), count));
            return health.build();
        });
    }
}
