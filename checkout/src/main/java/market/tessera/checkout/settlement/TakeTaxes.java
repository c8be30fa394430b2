package market.tessera.checkout.settlement;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.order.PlaceGroup;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.TaxRule;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes into an order what its taxes were worked out to be when it was paid: the lines keep them from then on as if they had been ordered so, and
 * everything that follows is made of the lines. Joins the caller's transaction.
 */
@Component
class TakeTaxes {
    private final DatabaseClient database;
    private final Orders orders;
    private final MessageSource messages;

    TakeTaxes(DatabaseClient database, Orders orders, MessageSource messages) {
        this.database = database;
        this.orders = orders;
        this.messages = messages;
    }

    private record Line(UUID id, Taxed taxed) {}

    /**
     * Empty, with nothing changed, where it does not add up to what was paid.
     *
     * @param order as it was read under its lock; not paid yet
     */
    Mono<Order> take(Order order, Money paid, List<TaxOfPlaces> taxes) {
        var told = taxes.stream().collect(Collectors.toMap(TaxOfPlaces::line, Function.identity()));
        var lines = order.groups().stream()
                .flatMap(group -> lines(order, group, told))
                .toList();
        var total = lines.stream().map(line -> line.taxed().charged()).reduce(Money.zero(paid.currency()), Money::plus);
        return total.equals(paid) ? write(order, lines, total) : Mono.empty();
    }

    private Stream<Line> lines(Order order, PlaceGroup group, Map<UUID, TaxOfPlaces> told) {
        var tax = told.get(group.line().id());
        return tax == null
                ? group.lines().stream().map(line -> new Line(line.id(), line.taxed()))
                : IntStream.range(0, group.places())
                        .mapToObj(place ->
                                line(order, group.lines().get(place), tax, share(tax.tax(), place, group.places())));
    }

    /** Of all places together as much is gone as their number is of all, so that the shares add up; each can be paid alone where all can. */
    private static Money share(Money tax, int place, int places) {
        var step = Money.payableStep(tax.currency());
        var steps = tax.amount() / step;
        var odd = place == places - 1 ? tax.amount() % step : 0;
        return new Money((steps * (place + 1) / places - steps * place / places) * step + odd, tax.currency());
    }

    private Line line(Order order, OrderLine line, TaxOfPlaces told, Money tax) {
        var shown = line.price().minus(line.taxed().added());
        if (told.tax().isZero() && line.taxed().rule() instanceof TaxRule.Exempt) {
            return new Line(line.id(), line.taxed());
        }
        if (told.tax().isZero()) {
            return new Line(line.id(), new Taxed(new TaxRule.Exempt(reason(order, told)), shown, told.tax()));
        }
        return new Line(
                line.id(),
                line.taxed().rule() instanceof TaxRule.Added
                        ? new Taxed(new TaxRule.Added(told.name(), told.rate()), shown.plus(tax), tax)
                        : new Taxed(new TaxRule.Included(told.name(), told.rate()), shown, tax));
    }

    private String reason(Order order, TaxOfPlaces told) {
        try {
            return messages.getMessage("tax.none." + told.reason(), null, order.locale());
        } catch (NoSuchMessageException other) {
            return messages.getMessage("tax.none", null, order.locale());
        }
    }

    private Mono<Order> write(Order order, List<Line> lines, Money total) {
        return Flux.fromIterable(lines)
                .concatMap(line -> write(line.id(), line.taxed()))
                .then(database.sql("update orders set amount = :amount where id = :id")
                        .bind("amount", total.amount())
                        .bind("id", order.id())
                        .then())
                .then(Mono.defer(() -> orders.find(order.id())));
    }

    private Mono<Void> write(UUID line, Taxed taxed) {
        return database.sql("""
                        update order_line set price_amount = :price, tax_amount = :tax, tax_treatment = :treatment, tax_name = :name,
                          tax_rate = :rate, tax_reason = :reason
                        where id = :line
                        """)
                .bind("price", taxed.charged().amount())
                .bind("tax", Bindings.nullable(taxed.isStated() ? taxed.tax().amount() : null, Long.class))
                .bind("treatment", TaxRows.treatment(taxed.rule()))
                .bind("name", Bindings.nullable(TaxRows.name(taxed.rule()), String.class))
                .bind("rate", Bindings.nullable(TaxRows.rate(taxed.rule()), Integer.class))
                .bind("reason", Bindings.nullable(TaxRows.reason(taxed.rule()), String.class))
                .bind("line", line)
                .then();
    }
}
