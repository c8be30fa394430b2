package market.tessera.checkout.orderfile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.dispute.Dispute;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.orderfile.History.Happening;
import market.tessera.checkout.orderfile.Places.PathwayBadge;
import market.tessera.checkout.orderfile.Places.Place;
import market.tessera.checkout.orderfile.Places.Seat;
import market.tessera.checkout.payment.StrayPayments.Stray;
import market.tessera.checkout.refund.Refund;
import market.tessera.checkout.refund.Refund.Part;
import market.tessera.checkout.refund.RefundWishes.Wish;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One order as far as someone at the desk may see it.
 *
 * @param lines those in scope, never none
 * @param parts which refund is of which line
 * @param strays payments that the order did not ask for; the operator's to look at
 * @param wishes of the buyer for money back past the terms
 * @param pathwayBadges in force, that a badge of this order has helped to earn
 */
record DeskFile(
        Order order,
        List<Line> lines,
        List<PathwayBadge> pathwayBadges,
        List<Refund> refunds,
        List<Part> parts,
        List<Dispute> disputes,
        List<Stray> strays,
        List<Wish> wishes,
        List<Happening> happenings) {

    /**
     * @param place null while the line is not paid
     * @param seat null unless an organisation has bought it
     */
    record Line(
            OrderLine line, @Nullable Place place, @Nullable Seat seat) {
        /** The place of who has it now, and not of somebody it was taken back from. */
        public @Nullable Place taken() {
            return seat == null || seat.isTaken() ? place : null;
        }
    }

    public List<Listed> listed() {
        return Listed.of(lines);
    }

    /** @param title of the line */
    record PartOfLine(String title, Money amount) {}

    /** Without what is other providers' alone. */
    DeskFile within(DeskScope scope) {
        var seen = lines.stream().filter(entry -> scope.sees(entry.line())).toList();
        var lines = seen.stream().map(entry -> entry.line().id()).collect(Collectors.toSet());
        var ownParts =
                parts.stream().filter(part -> lines.contains(part.line())).toList();
        var own = ownParts.stream().map(Part::refund).collect(Collectors.toSet());
        var whole = seen.size() == order.lines().size();
        return new DeskFile(
                order,
                seen,
                pathwayBadges.stream()
                        .filter(badge -> scope.everything() || scope.providers().contains(badge.provider()))
                        .toList(),
                refunds.stream()
                        .filter(refund -> scope.everything() || own.contains(refund.id()))
                        .toList(),
                ownParts,
                disputes,
                scope.everything() ? strays : List.of(),
                wishes.stream().filter(wish -> lines.contains(wish.line())).toList(),
                happenings.stream()
                        .filter(event -> isSeen(event, scope))
                        .map(event -> whole || event.provider() != null ? event : event.withoutAmount())
                        .toList());
    }

    private static boolean isSeen(Happening event, DeskScope scope) {
        return scope.everything()
                || (event.provider() == null
                        ? event.kind().matches("placed|paid|fulfilled|dispute-.*")
                        : scope.providers().contains(event.provider()));
    }

    /** Which of these lines are in scope and have something to give back. */
    Set<UUID> chosen(Set<UUID> wanted) {
        return refundable().stream()
                .map(entry -> entry.line().id())
                .filter(wanted::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The lines whose place, or some of whose price, can still be given back. */
    public List<Line> refundable() {
        return order.paidAt() == null
                ? List.of()
                : lines.stream()
                        .filter(entry -> !entry.line().isReturned()
                                || !entry.line().left().isZero())
                        .toList();
    }

    /** What was given back of these lines; tells one state of them from another. */
    public Money refunded() {
        return refunded(lines.stream());
    }

    /** What was given back of some of them. */
    Money refunded(Set<UUID> some) {
        return refunded(
                lines.stream().filter(entry -> some.contains(entry.line().id())));
    }

    private Money refunded(Stream<Line> some) {
        return some.map(entry -> entry.line().refunded())
                .reduce(Money.zero(order.total().currency()), Money::plus);
    }

    /** What of a refund is for these lines, in their order. */
    public List<PartOfLine> partsOf(UUID refund) {
        return lines.stream()
                .flatMap(entry -> parts.stream()
                        .filter(part -> part.refund().equals(refund)
                                && part.line().equals(entry.line().id()))
                        .map(part -> new PartOfLine(entry.line().title(), part.amount())))
                .toList();
    }

    /** What of a refund is for these lines: less than all of it where places of another provider were given back by it as well. */
    public Money amountOf(Refund refund) {
        return partsOf(refund.id()).stream()
                .map(PartOfLine::amount)
                .reduce(Money.zero(refund.amount().currency()), Money::plus);
    }

    Optional<Refund> refund(UUID id) {
        return refunds.stream().filter(refund -> refund.id().equals(id)).findFirst();
    }

    /** Those that are not answered, of lines whose place is not given back. */
    public List<Wish> openWishes() {
        return wishes.stream()
                .filter(wish -> wish.isOpen()
                        && lines.stream()
                                .map(Line::line)
                                .anyMatch(line -> line.id().equals(wish.line()) && !line.isReturned()))
                .toList();
    }

    /** Those that somebody has to look after. */
    public List<Dispute> pressingDisputes() {
        return disputes.stream().filter(Dispute::isPressing).toList();
    }

    /** Whether a mail of it was given up. */
    public boolean hasLostMail() {
        return happenings.stream().anyMatch(event -> event.kind().equals("mail-abandoned"));
    }

    public String titleOf(UUID line) {
        return order.line(line).map(OrderLine::title).orElse("");
    }

    boolean hasWish(UUID id) {
        return wishes.stream().anyMatch(wish -> wish.id().equals(id));
    }

    List<UUID> lineIds() {
        return lines.stream().map(entry -> entry.line().id()).toList();
    }

    boolean hasEnrollment(UUID id) {
        return places().anyMatch(place -> place.enrollment().equals(id));
    }

    boolean hasBadge(UUID id) {
        return places().anyMatch(place -> id.equals(place.badge()))
                || pathwayBadges.stream().anyMatch(badge -> badge.id().equals(id));
    }

    private Stream<Place> places() {
        return lines.stream().flatMap(entry -> Stream.ofNullable(entry.place()));
    }
}
