package market.tessera.checkout.orderfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.orderfile.DeskFile.Line;
import market.tessera.platform.money.Money;

/** A line as the desk lists it; those of an organisation that nobody has taken up are one entry where they are alike. */
record Listed(Line first, int places) {
    private record Alike(UUID intake, String state, Money price, Money refunded) {}

    static List<Listed> of(List<Line> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(Listed::key, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(alike -> new Listed(alike.getFirst(), alike.size()))
                .toList();
    }

    private static Object key(Line entry) {
        var line = entry.line();
        var seat = entry.seat();
        return seat == null || seat.isTaken()
                ? line.id()
                : new Alike(line.intake(), seat.state(), line.price(), line.refunded());
    }

    public Money price() {
        return first.line().price().times(places);
    }

    public Money refunded() {
        return first.line().refunded().times(places);
    }
}
