package market.tessera.checkout.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.desk.History.Happening;
import market.tessera.checkout.desk.Places.PathwayBadge;
import market.tessera.checkout.desk.Places.Place;
import market.tessera.checkout.dispute.Dispute;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.refund.Refund;
import org.jspecify.annotations.Nullable;

/**
 * One order as far as someone at the desk may see it.
 *
 * @param lines those in scope, never none
 * @param pathwayBadges in force, that a badge of this order has helped to earn
 */
record DeskFile(
        Order order,
        List<Line> lines,
        List<PathwayBadge> pathwayBadges,
        List<Refund> refunds,
        List<Dispute> disputes,
        List<Happening> happenings) {

    /** @param place null while the line is not paid */
    record Line(OrderLine line, @Nullable Place place) {}

    /** Without what is other providers' alone. */
    DeskFile within(DeskScope scope) {
        var seen = lines.stream().filter(entry -> scope.sees(entry.line())).toList();
        var own = seen.stream()
                .flatMap(entry -> Stream.ofNullable(entry.line().refund()))
                .collect(Collectors.<UUID>toSet());
        return new DeskFile(
                order,
                seen,
                pathwayBadges.stream()
                        .filter(badge -> scope.everything() || scope.providers().contains(badge.provider()))
                        .toList(),
                refunds.stream()
                        .filter(refund -> scope.everything() || own.contains(refund.id()))
                        .toList(),
                disputes,
                happenings.stream().filter(event -> isSeen(event, scope)).toList());
    }

    private static boolean isSeen(Happening event, DeskScope scope) {
        return scope.everything()
                || (event.provider() == null
                        ? event.kind().matches("placed|paid|fulfilled|dispute-.*")
                        : scope.providers().contains(event.provider()));
    }

    /** Which of these lines are in scope and were not given back. */
    Set<UUID> chosen(Set<UUID> wanted) {
        return kept().stream()
                .map(entry -> entry.line().id())
                .filter(wanted::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The lines that can still be given back. */
    public List<Line> kept() {
        return order.isPaid()
                ? lines.stream().filter(entry -> !entry.line().isReturned()).toList()
                : List.of();
    }

    Optional<Refund> refund(UUID id) {
        return refunds.stream().filter(refund -> refund.id().equals(id)).findFirst();
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
