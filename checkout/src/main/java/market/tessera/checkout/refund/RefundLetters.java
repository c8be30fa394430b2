package market.tessera.checkout.refund;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.refund.Refund.Requester;
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

    /** @param parts what goes back of which line */
    Letter agreed(Refund refund, Order order, Map<UUID, Money> parts) {
        var returned = order.lines().stream()
                .filter(line -> parts.containsKey(line.id()))
                .map(line -> row(order, line, parts.getOrDefault(line.id(), line.left())));
        var sum = Stream.of(
                new Row(words(order, "mail.refund.total"), price(order, refund.amount())),
                new Row(words(order, "mail.refund.number"), refund.number()));
        return new Letter(
                "refund-" + refund.id(),
                order.email(),
                order.locale(),
                words(order, "mail.refund.subject", refund.number(), order.number()),
                Stream.concat(
                                Stream.of(
                                        words(order, "mail.greeting", order.name()),
                                        words(order, opening(refund), order.number())),
                                reason(refund, order))
                        .toList(),
                Stream.concat(returned, sum).toList(),
                new Action(words(order, "mail.receipt.action"), URI.create(site + "/orders/" + order.id())),
                List.of(words(order, refund.amount().isZero() ? "mail.refund.nothing" : "mail.refund.when")));
    }

    /** The institution keeps to its terms. */
    Letter declined(UUID wish, Order order, UUID wanted, String answer) {
        var line = order.line(wanted).orElseThrow();
        return new Letter(
                "refund-wish-" + wish,
                order.email(),
                order.locale(),
                words(order, "mail.wish.subject", line.title()),
                List.of(
                        words(order, "mail.greeting", order.name()),
                        words(order, "mail.wish.declined", line.providerName(), line.title(), order.number()),
                        words(order, "mail.wish.answer", answer)),
                List.of(),
                new Action(words(order, "mail.receipt.action"), URI.create(site + "/orders/" + order.id())),
                List.of(words(order, "mail.wish.place")));
    }

    private static String opening(Refund refund) {
        return (refund.keepsPlaces() ? "mail.refund.part." : "mail.refund.")
                + refund.requester().name().toLowerCase(Locale.ROOT);
    }

    /** Whoever wants it itself knows why. */
    private Stream<String> reason(Refund refund, Order order) {
        return refund.requester() == Requester.BUYER
                ? Stream.empty()
                : Stream.of(words(order, "mail.refund.reason." + refund.reason()));
    }

    private Row row(Order order, OrderLine line, Money amount) {
        var what = line.title() + ", " + line.providerName();
        return amount.equals(line.price())
                ? new Row(what, price(order, amount))
                : new Row(what, words(order, "mail.refund.of", price(order, amount), price(order, line.price())));
    }

    private String price(Order order, Money price) {
        return price.isZero() ? words(order, "price.free") : price.format(order.locale());
    }

    private String words(Order order, String key, Object... values) {
        return messages.getMessage(key, values, order.locale());
    }
}
