package market.tessera.checkout.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One payment for places of one or several providers. Immutable: a reading of its state at one moment.
 *
 * @param number the order's number as people say it
 * @param basket what it was placed from
 * @param purchaseOrder by which an organisation pays it on invoice; null where it is paid otherwise
 * @param promotionCode by which it was made cheaper
 * @param learner the account it belongs to; null for a guest until it is claimed
 * @param organisation for which it was bought; null where someone bought for themselves
 * @param disputedAt since when its buyer's bank wants the money back; null once that is decided
 * @param expiresAt until when its seats are held while it is not paid
 */
public record Order(
        UUID id,
        String number,
        Status status,
        UUID basket,
        @Nullable UUID learner,
        @Nullable UUID organisation,
        @Nullable PurchaseOrder purchaseOrder,
        String name,
        String email,
        Locale locale,
        Money total,
        @Nullable String promotionCode,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant paidAt,
        @Nullable Instant fulfilledAt,
        @Nullable Instant disputedAt,
        List<OrderLine> lines) {

    /** Paid and fulfilled are two facts: a paid order is fulfilled when every place is confirmed by its provider. */
    public enum Status {
        PENDING,
        PAID,
        FULFILLED,
        EXPIRED,
        CANCELLED,
        REFUNDED
    }

    /**
     * How it stands, as the last part of the key of its words: what an organisation has bought is not confirmed to anybody yet, and a place may have left
     * the intake that it was confirmed in.
     */
    public String standing() {
        return switch (status) {
            case FULFILLED -> organisation != null ? "BOUGHT" : isMoving() ? "MOVING" : status.name();
            case PENDING, PAID, EXPIRED, CANCELLED, REFUNDED -> status.name();
        };
    }

    /** Whether it was fulfilled, and a place of it waits for another intake to confirm it. */
    boolean isMoving() {
        return status == Status.FULFILLED && lines.stream().anyMatch(OrderLine::isMoving);
    }

    /** Whether money has come in for places that the buyer has. */
    public boolean isPaid() {
        return status == Status.PAID || status == Status.FULFILLED;
    }

    /** Whether its places can be used: it is paid, or its sellers wait for the money. */
    public boolean isUsable() {
        return isPaid() || (status == Status.PENDING && purchaseOrder != null && purchaseOrder.credit());
    }

    public boolean isDisputed() {
        return disputedAt != null;
    }

    /** Whether money came after the seats had gone to others, so that no place was ever sold. */
    public boolean isUnseated() {
        return status == Status.REFUNDED && paidAt == null;
    }

    /** The places that the buyer may give back without asking. */
    public List<OrderLine> returnable(Instant now) {
        return isPaid() && !isDisputed()
                ? lines.stream()
                        .filter(line -> !line.isReturned() && line.isWithinTerms(paidAt, now))
                        .toList()
                : List.of();
    }

    /** Places that look the same to the buyer, together. */
    public List<PlaceGroup> groups() {
        return PlaceGroup.of(lines);
    }

    /** The places that were bought and not given back. */
    public List<OrderLine> kept() {
        return lines.stream().filter(line -> !line.isReturned()).toList();
    }

    /** What was given back of what was paid for it. */
    public Money refunded() {
        return lines.stream().map(OrderLine::refunded).reduce(Money.zero(total.currency()), Money::plus);
    }

    public Optional<OrderLine> line(UUID line) {
        return lines.stream().filter(known -> known.id().equals(line)).findFirst();
    }

    /** What its promotion code has taken off. */
    public Money discount() {
        return lines.stream().map(OrderLine::discount).reduce(Money.zero(total.currency()), Money::plus);
    }

    /** What its places were shown for: before discounts, and without tax where that is added. */
    public Money subtotal() {
        return lines.stream().map(OrderLine::listed).reduce(Money.zero(total.currency()), Money::plus);
    }

    /** What is said of tax below the sum. */
    public List<TaxLine> taxes() {
        return TaxLine.of(lines.stream().map(OrderLine::taxed).toList());
    }

    /** The day it was placed, in UTC. */
    public LocalDate placedOn() {
        return LocalDate.ofInstant(createdAt, ZoneOffset.UTC);
    }

    /** The same order, of which these are the lines. */
    Order withLines(List<OrderLine> all) {
        return new Order(
                id,
                number,
                status,
                basket,
                learner,
                organisation,
                purchaseOrder,
                name,
                email,
                locale,
                total,
                promotionCode,
                createdAt,
                expiresAt,
                paidAt,
                fulfilledAt,
                disputedAt,
                all);
    }

    public List<UUID> intakes() {
        return lines.stream().map(OrderLine::intake).toList();
    }

    public List<OrderSeats.Wanted> seats() {
        return lines.stream().map(OrderSeats.Wanted::of).toList();
    }

    /** As it is told to whoever makes its places. */
    public PaidOrder paidOrder(Instant at) {
        return new PaidOrder(
                id,
                number,
                learner,
                name,
                email,
                locale,
                at,
                lines.stream().map(PaidOrder.Line::of).toList());
    }
}
