package market.tessera.checkout.refund;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.basket.Employers;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.checkout.settlement.BulkPlaces.Holding;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who has the places of an organisation's order, as far as its buyer may know: one who does not manage it learns how far they have come, not who has them. */
@Component
class PlaceHolders {
    private final BulkPlaces bulk;
    private final Employers employers;

    PlaceHolders(BulkPlaces bulk, Employers employers) {
        this.bulk = bulk;
        this.employers = employers;
    }

    /** By line; none where somebody has bought for themselves. */
    Mono<Map<UUID, Holding>> of(Order order) {
        var organisation = order.organisation();
        var buyer = order.learner();
        return organisation == null || buyer == null
                ? Mono.just(Map.of())
                : employers
                        .isManagedBy(organisation, buyer)
                        .flatMap(manages -> bulk.holdings(order.id())
                                .map(holding -> manages ? holding : holding.unnamed())
                                .collect(Collectors.toMap(Holding::line, Function.identity())));
    }
}
