package market.tessera.checkout.settlement;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderKeys.Guests;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import market.tessera.platform.money.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What buyers are told by mail. */
@Component
class OrderLetters {
    private final MessageSource messages;
    private final String site;

    OrderLetters(MessageSource messages, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.site = site;
    }

    Letter receipt(Order order) {
        return receipt(order, link(order, ""), List.of());
    }

    Letter guestsReceipt(Order order, Guests keys) {
        var claiming = words(order, "mail.receipt.claim", site + "/orders/claim?token=" + keys.claim());
        return receipt(order, link(order, "?key=" + keys.view()), List.of(claiming));
    }

    /**
     * The places had gone before the money came, and the money has gone back.
     *
     * @param amount as it had come, which may not be what the order comes to
     */
    Letter returned(Order order, Money amount) {
        var text = amount.equals(order.total()) ? "mail.returned.text" : "mail.returned.mispaid";
        return new Letter(
                "returned-" + order.id(),
                order.email(),
                order.locale(),
                words(order, "mail.returned.subject", order.number()),
                List.of(words(order, "mail.greeting", order.name()), words(order, text, amount.format(order.locale()))),
                rows(order).toList(),
                new Action(words(order, "mail.returned.action"), URI.create(site + "/search")),
                List.of());
    }

    /** The bank has not paid what it was asked for. */
    Letter failed(Order order) {
        return new Letter(
                "failed-" + order.id(),
                order.email(),
                order.locale(),
                words(order, "mail.failed.subject", order.number()),
                List.of(
                        words(order, "mail.greeting", order.name()),
                        words(order, "mail.failed.text", order.total().format(order.locale()))),
                rows(order).toList(),
                new Action(words(order, "mail.failed.action"), URI.create(site + "/basket")),
                List.of());
    }

    private Letter receipt(Order order, URI link, List<String> closing) {
        var total = new Row(words(order, "mail.receipt.total"), price(order, order.total()));
        return new Letter(
                "receipt-" + order.id(),
                order.email(),
                order.locale(),
                words(order, "mail.receipt.subject", order.number()),
                List.of(words(order, "mail.greeting", order.name()), words(order, "mail.receipt.text", order.number())),
                Stream.of(rows(order), discount(order), added(order), Stream.of(total), taxes(order))
                        .flatMap(rows -> rows)
                        .toList(),
                new Action(words(order, "mail.receipt.action"), link),
                order.total().isZero()
                        ? closing
                        : Stream.concat(Stream.of(words(order, "mail.receipt.documents")), closing.stream())
                                .toList());
    }

    private Stream<Row> rows(Order order) {
        return order.groups().stream()
                .map(group -> new Row(
                        (group.places() == 1 ? "" : group.places() + " × ")
                                + group.line().title() + ", " + group.line().providerName(),
                        price(order, group.listPrice())));
    }

    private Stream<Row> discount(Order order) {
        return order.promotionCode() == null
                ? Stream.empty()
                : Stream.of(new Row(
                        words(order, "promotion.discount", order.promotionCode()),
                        "−" + order.discount().format(order.locale())));
    }

    private Stream<Row> added(Order order) {
        return TaxLine.added(order.taxes())
                .map(tax -> new Row(
                        words(order, "tax.added", tax.what(), tax.percent()),
                        tax.amount().format(order.locale())));
    }

    /** What is said of taxes that are in the prices, or of none. */
    private Stream<Row> taxes(Order order) {
        return order.total().isZero()
                ? Stream.empty()
                : order.taxes().stream()
                        .filter(tax -> !tax.isAdded())
                        .map(tax -> new Row(
                                words(order, "tax.row"),
                                words(
                                        order,
                                        "tax." + tax.key(),
                                        tax.what(),
                                        tax.percent(),
                                        tax.amount().format(order.locale()))));
    }

    private String price(Order order, Money price) {
        return price.isZero() ? words(order, "price.free") : price.format(order.locale());
    }

    private URI link(Order order, String query) {
        return URI.create(site + "/orders/" + order.id() + query);
    }

    private String words(Order order, String key, Object... values) {
        return messages.getMessage(key, values, order.locale());
    }
}
