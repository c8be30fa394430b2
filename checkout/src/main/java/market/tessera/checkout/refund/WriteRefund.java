package market.tessera.checkout.refund;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.payment.PaymentReferences;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.settlement.ReturnLines;
import market.tessera.platform.mail.Outbox;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes down a refund that was agreed to, with the order, the seats, the ledger and the buyer's mail. Joins the caller's transaction. */
@Component
class WriteRefund {
    private final Refunds refunds;
    private final PaymentReferences references;
    private final ReturnLines returnLines;
    private final Ledger ledger;
    private final RefundLetters letters;
    private final Outbox outbox;

    WriteRefund(
            Refunds refunds,
            PaymentReferences references,
            ReturnLines returnLines,
            Ledger ledger,
            RefundLetters letters,
            Outbox outbox) {
        this.refunds = refunds;
        this.references = references;
        this.returnLines = returnLines;
        this.ledger = ledger;
        this.letters = letters;
        this.outbox = outbox;
    }

    /** @param ended the enrollments that were ended, whose seats are free again */
    Mono<Refund> write(RefundRequest request, Order order, List<Enrollment> ended) {
        var lines = order.lines().stream()
                .filter(line -> request.lines().contains(line.id()))
                .toList();
        var parts = lines.stream()
                .collect(toMap(OrderLine::id, line -> request.extent().of(line), Money::plus, LinkedHashMap::new));
        var amount = parts.values().stream().reduce(Money.zero(order.total().currency()), Money::plus);
        return references
                .of(order.id())
                .singleOptional()
                .flatMap(reference -> refunds.insert(order, request, amount, parts, reference.orElse(null)))
                .delayUntil(refund -> returnLines.giveMoney(parts))
                .delayUntil(refund -> refund.keepsPlaces()
                        ? Mono.empty()
                        : returnLines.giveBack(order, request.lines(), intakes(ended), refund.id()))
                .delayUntil(refund -> ledger.refunded(order.id(), parts, refund.cause()))
                .delayUntil(refund -> outbox.put(letters.agreed(refund, order, parts)));
    }

    private static List<UUID> intakes(List<Enrollment> ended) {
        return ended.stream().map(enrollment -> enrollment.course().intake()).toList();
    }
}
