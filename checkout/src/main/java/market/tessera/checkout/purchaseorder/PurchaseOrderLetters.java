package market.tessera.checkout.purchaseorder;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.PurchaseOrder;
import market.tessera.checkout.purchaseorder.BookReceipt.Receipt;
import market.tessera.checkout.purchaseorder.EndPurchaseOrder.Why;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import market.tessera.platform.money.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** What buyers on invoice are told by mail. */
@Component
class PurchaseOrderLetters {
    private final MessageSource messages;
    private final String site;

    PurchaseOrderLetters(MessageSource messages, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.site = site;
    }

    Letter ordered(Order order) {
        var closing = say(order, terms(order).credit() ? "mail.invoiced.credit" : "mail.invoiced.held");
        return letter(order, "invoiced-" + order.id(), "invoiced", paying(order, order.total()), List.of(closing));
    }

    /**
     * @param number counts the reminders of the order
     * @param received of its money by now
     */
    Letter reminder(Order order, int number, Money received) {
        return letter(
                order,
                "invoice-reminder-%s-%d".formatted(order.id(), number),
                "invoiceReminder",
                Stream.concat(
                        Stream.of(received)
                                .filter(some -> !some.isZero())
                                .map(some -> new Row(say(order, "invoiced.received"), some.format(order.locale()))),
                        paying(order, order.total().minus(received))),
                List.of(
                        say(order, terms(order).credit() ? "mail.invoiceReminder.credit" : "mail.invoiceReminder.held"),
                        say(order, "mail.invoiceReminder.crossed")));
    }

    /** Less than the order costs has come. */
    Letter partly(Order order, Receipt receipt, Money missing) {
        return letter(
                order,
                "invoice-partly-%s-%s".formatted(order.id(), named(receipt)),
                "invoicePartly",
                Stream.concat(
                        Stream.of(new Row(
                                say(order, "mail.invoicePartly.came"),
                                receipt.amount().format(order.locale()))),
                        paying(order, missing)),
                List.of());
    }

    /** What a bank calls a transfer has letters in it that no name of a mail can have. */
    private static String named(Receipt receipt) {
        return DigestUtils.md5DigestAsHex(receipt.reference().getBytes(StandardCharsets.UTF_8));
    }

    Letter ended(Order order, Why why) {
        return letter(
                order,
                "invoice-ended-" + order.id(),
                why == Why.WITHDRAWN ? "invoiceWithdrawn" : "invoiceEnded",
                places(order),
                List.of(say(order, "mail.invoiceEnded.paid")));
    }

    private Letter letter(Order order, String key, String words, Stream<Row> rows, List<String> closing) {
        return new Letter(
                key,
                order.email(),
                order.locale(),
                say(order, "mail." + words + ".subject", order.number()),
                List.of(
                        say(order, "mail.greeting", order.name()),
                        say(
                                order,
                                "mail." + words + ".text",
                                order.number(),
                                date(order, terms(order).dueOn()))),
                rows.toList(),
                new Action(say(order, "mail.receipt.action"), URI.create(site + "/orders/" + order.id())),
                closing);
    }

    private Stream<Row> places(Order order) {
        return order.groups().stream()
                .map(group -> new Row(
                        "%d × %s, %s"
                                .formatted(
                                        group.places(),
                                        group.line().title(),
                                        group.line().providerName()),
                        group.listPrice().format(order.locale())));
    }

    /** What is paid, by when, and to where. */
    private Stream<Row> paying(Order order, Money amount) {
        var terms = terms(order);
        return Stream.of(
                        places(order),
                        Stream.of(
                                new Row(say(order, "invoiced.amount"), amount.format(order.locale())),
                                new Row(say(order, "invoiced.due"), date(order, terms.dueOn())),
                                new Row(say(order, "invoiced.reference"), order.number()),
                                new Row(say(order, "invoiced.purchaseOrder"), terms.number())),
                        terms.account().stream().map(part -> new Row(part.label(), part.value())))
                .flatMap(rows -> rows);
    }

    private static PurchaseOrder terms(Order order) {
        return Objects.requireNonNull(order.purchaseOrder());
    }

    private static String date(Order order, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(order.locale())
                .format(day);
    }

    private String say(Order order, String key, Object... values) {
        return messages.getMessage(key, values, order.locale());
    }
}
