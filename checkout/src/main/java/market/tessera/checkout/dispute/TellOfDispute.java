package market.tessera.checkout.dispute;

import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import market.tessera.checkout.dispute.PaymentDisputed.Standing;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the institutions whose places a disputed payment was for: they know best what speaks for it. Joins the caller's transaction. */
@Component
class TellOfDispute {
    private final EventLog log;

    TellOfDispute(EventLog log) {
        this.log = log;
    }

    /** @param order as it was before that */
    Mono<Void> tell(Dispute dispute, Standing standing, Order order) {
        return log.append(order.kept().stream()
                .collect(Collectors.groupingBy(OrderLine::provider, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(lines -> PaymentDisputed.of(dispute, standing, order, lines))
                .toList());
    }
}
