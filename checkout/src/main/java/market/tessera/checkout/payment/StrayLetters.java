package market.tessera.checkout.payment;

import java.net.URI;
import java.util.List;
import market.tessera.checkout.order.Order;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.money.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a buyer is told of money that the order did not ask for. */
@Component
class StrayLetters {
    private final MessageSource messages;
    private final String site;

    StrayLetters(MessageSource messages, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.site = site;
    }

    /** It is here, and a person looks at it. */
    Letter came(String session, Order order, Money amount) {
        return letter("stray-" + session, "mail.stray.came", order, amount);
    }

    Letter sentBack(String session, Order order, Money amount) {
        return letter("stray-back-" + session, "mail.stray.back", order, amount);
    }

    private Letter letter(String key, String words, Order order, Money amount) {
        return new Letter(
                key,
                order.email(),
                order.locale(),
                words(order, words + ".subject", order.number()),
                List.of(
                        words(order, "mail.greeting", order.name()),
                        words(order, words + ".text", amount.format(order.locale()), order.number())),
                List.of(),
                new Action(words(order, "mail.receipt.action"), URI.create(site + "/orders/" + order.id())),
                List.of());
    }

    private String words(Order order, String key, Object... values) {
        return messages.getMessage(key, values, order.locale());
    }
}
