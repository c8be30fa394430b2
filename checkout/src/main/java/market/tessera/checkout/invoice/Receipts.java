package market.tessera.checkout.invoice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.invoice.Document.Buyer;
import market.tessera.checkout.invoice.Sheets.Words;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.PlaceGroup;
import market.tessera.checkout.paper.Sheet;
import market.tessera.checkout.paper.Sheet.Fact;
import market.tessera.checkout.paper.Sheet.Party;
import market.tessera.checkout.paper.Sheet.Row;
import market.tessera.checkout.paper.Sheet.Sum;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.platform.money.Money;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What was paid for a whole order, of however many sellers: the market's confirmation of a payment, and no tax document. */
@Component
class Receipts {
    private final MessageSource messages;

    Receipts(MessageSource messages) {
        this.messages = messages;
    }

    /** @param order that was paid */
    Sheet of(Order order, Buyer buyer, Locale locale) {
        var say = new Words(messages, locale);
        return new Sheet(
                say.word("document.receipt.title", order.number()),
                facts(order, say),
                List.of(
                        new Party(say.word("document.receipt.from"), List.of(say.word("document.market"))),
                        new Party(say.word("document.buyer"), Sheets.buyer(buyer, say))),
                Sheets.head(say),
                order.groups().stream().map(group -> row(group, say)).toList(),
                sums(order, say),
                Stream.concat(
                                order.total().isZero()
                                        ? Stream.<String>empty()
                                        : order.taxes().stream()
                                                .filter(tax -> !tax.isAdded())
                                                .map(say::tax),
                                Stream.of(say.word("document.receipt.note")))
                        .toList(),
                locale);
    }

    private static List<Fact> facts(Order order, Words say) {
        var paidAt = order.paidAt();
        var invoiced = order.purchaseOrder();
        return Stream.of(
                        Sheets.fact(say, "document.paid", paidAt == null ? null : say.date(paidAt)),
                        Sheets.fact(say, "document.purchaseOrder", invoiced == null ? null : invoiced.number()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Row row(PlaceGroup group, Words say) {
        var line = group.line();
        return new Row(
                Sheets.title(line.title(), group.places()),
                Sheets.lines(
                        line.providerName(),
                        say.dates(line.starts(), line.ends()),
                        line.isReturned() ? say.word("order.state.returned") : null,
                        isInPart(line) ? say.word("order.refunded", say.money(group.refunded())) : null),
                say.money(group.listPrice()));
    }

    /** Whether some of its price was given back, but not the place with all of it. */
    private static boolean isInPart(OrderLine line) {
        return !line.refunded().isZero() && !(line.isReturned() && line.left().isZero());
    }

    private static List<Sum> sums(Order order, Words say) {
        var discount = order.discount();
        var returned = order.refunded();
        var parts = Stream.of(
                        new Part("document.discount.all", discount, !discount.isZero(), false, true),
                        new Part("document.receipt.total", order.total(), true, returned.isZero(), false),
                        new Part("document.returned", returned, !returned.isZero(), false, true),
                        new Part("document.kept", order.total().minus(returned), !returned.isZero(), true, false))
                .filter(Part::shown)
                .map(part -> new Sum(
                        say.word(part.key()), (part.less() ? "−" : "") + say.money(part.amount()), part.last()));
        var added = TaxLine.added(order.taxes()).map(tax -> new Sum(say.tax(tax), say.money(tax.amount()), false));
        return Stream.concat(added, parts).toList();
    }

    private record Part(String key, Money amount, boolean shown, boolean last, boolean less) {}
}
