package market.tessera.checkout.dispute;

import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import market.tessera.checkout.dispute.PaymentDisputed.Standing;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.platform.mail.Letters;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells the institutions whose places a disputed payment was for: they know best what speaks for it. And the buyer, where places have ended by it.
 * Joins the caller's transaction.
 */
@Component
class TellOfDispute {
    private final EventLog log;
    private final Letters letters;

    TellOfDispute(EventLog log, Letters letters) {
        this.log = log;
        this.letters = letters;
    }

    /** @param order as it was before that */
    Mono<Void> tell(Dispute dispute, Standing standing, Order order) {
        return institutions(dispute, standing, order)
                .then(standing == Standing.LOST ? buyer(dispute, order) : Mono.empty());
    }

    private Mono<Void> buyer(Dispute dispute, Order order) {
        return letters.sendOnce(
                "dispute-lost-" + dispute.stripeId(),
                "mail.dispute.lost",
                order.email(),
                order.locale(),
                "/orders/" + order.id(),
                order.name(),
                order.number());
    }

    private Mono<Void> institutions(Dispute dispute, Standing standing, Order order) {
        return log.append(order.kept().stream()
                .collect(Collectors.groupingBy(OrderLine::provider, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(lines -> PaymentDisputed.of(dispute, standing, order, lines))
                .toList());
    }
}
