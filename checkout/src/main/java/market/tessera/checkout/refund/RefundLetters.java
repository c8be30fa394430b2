package market.tessera.checkout.refund;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import market.tessera.platform.money.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The buyer's document of a refund. */
@Component
class RefundLetters {
    private final MessageSource messages;
    private final String site;

    RefundLetters(MessageSource messages, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.site = site;
    }

    Letter agreed(Refund refund, Order order, List<OrderLine> lines) {
        var returned = lines.stream()
                .map(line -> new Row(line.title() + ", " + line.providerName(), price(order, line.price())));
        var sum = Stream.of(
                new Row(words(order, "mail.refund.total"), price(order, refund.amount())),
                new Row(words(order, "mail.refund.number"), refund.number()));
        return new Letter(
                "refund-" + refund.id(),
                order.email(),
                order.locale(),
                words(order, "mail.refund.subject", refund.number(), order.number()),
                List.of(
                        words(order, "mail.greeting", order.name()),
                        words(
                                order,
                                "mail.refund." + refund.requester().name().toLowerCase(Locale.ROOT),
                                order.number())),
                Stream.concat(returned, sum).toList(),
                new Action(words(order, "mail.receipt.action"), URI.create(site + "/orders/" + order.id())),
                List.of(words(order, refund.amount().isZero() ? "mail.refund.nothing" : "mail.refund.when")));
    }

    private String price(Order order, Money price) {
        return price.isZero() ? words(order, "price.free") : price.format(order.locale());
    }

    private String words(Order order, String key, Object... values) {
        return messages.getMessage(key, values, order.locale());
    }
}
