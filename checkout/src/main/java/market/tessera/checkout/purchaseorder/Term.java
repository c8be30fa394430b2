package market.tessera.checkout.purchaseorder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.basket.Basket.Purchase;

/**
 * Until when an order on invoice is paid, and what happens by itself until then.
 *
 * @param dueOn the last day to pay
 * @param credit whether its places are used meanwhile, and not let go
 * @param heldUntil when its places are let go
 */
record Term(LocalDate dueOn, boolean credit, Instant heldUntil) {
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final int BEFORE = 3;
    private static final int WEEK = 7;

    /**
     * Places are not held beyond the last day on which others could buy them.
     *
     * @return empty where a seller does not sell on invoice, or too little time is left for a transfer
     */
    static Optional<Term> of(Purchase purchase, boolean credit, LocalDate today, PurchaseOrderProperties rules) {
        var sellers = purchase.lines().stream()
                .filter(line -> !line.offer().isFree())
                .map(line -> line.offer().terms())
                .toList();
        var agreed = today.plusDays(sellers.stream()
                .mapToInt(terms -> terms.invoiced().orElse(0))
                .min()
                .orElse(0));
        if (sellers.stream().anyMatch(terms -> terms.invoiced().isEmpty()) || agreed.equals(today)) {
            return Optional.empty();
        }
        var closes = deadline(purchase).filter(_ -> !credit);
        var dueOn = closes.filter(agreed::isAfter).orElse(agreed);
        var grace = dueOn.plusDays(rules.graceDays());
        var last = closes.filter(grace::isAfter).orElse(grace);
        return credit || !dueOn.isBefore(today.plusDays(rules.shortestDays()))
                ? Optional.of(new Term(
                        dueOn,
                        credit,
                        last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()))
                : Optional.empty();
    }

    private static Optional<LocalDate> deadline(Purchase purchase) {
        return purchase.lines().stream()
                .map(Line::offer)
                .flatMap(offer -> offer.intake().deadline().stream())
                .min(Comparator.naturalOrder());
    }

    /** When the buyer is reminded: before it is due, once it was, and, while places are used, week by week. */
    private Stream<Instant> reminders() {
        var usual = Stream.of(dueOn.minusDays(BEFORE), dueOn.plusDays(1));
        var more = Stream.of(dueOn.plusDays(1L + WEEK), dueOn.plusDays(1L + WEEK + WEEK));
        return (credit ? Stream.concat(usual, more) : usual)
                .map(day -> day.atTime(MORNING).toInstant(ZoneOffset.UTC))
                .filter(at -> credit || at.isBefore(heldUntil));
    }

    /** What is to be seen to next; empty if nothing is. */
    Optional<Instant> nextAfter(Instant now) {
        return reminders()
                .filter(at -> at.isAfter(now))
                .findFirst()
                .or(() -> credit ? Optional.empty() : Optional.of(heldUntil));
    }

    boolean isOver(Instant now) {
        return !credit && !now.isBefore(heldUntil);
    }
}
