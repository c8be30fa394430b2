package market.tessera.checkout.rebooking;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.rebooking.RebookPlace.Held;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The learner's document of a change of intake. */
@Component
class RebookingLetters {
    private final MessageSource messages;
    private final String site;

    RebookingLetters(MessageSource messages, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.site = site;
    }

    Letter rebooked(UUID id, Held held, Offer to) {
        var learner = held.enrollment().learner();
        var reader = learner.locale();
        return new Letter(
                "rebooking-" + id,
                learner.email(),
                reader,
                words("mail.rebooking.subject", reader, to.title()),
                List.of(
                        words("mail.greeting", reader, learner.name()),
                        words(
                                "mail.rebooking.text",
                                reader,
                                to.title(),
                                to.seller().name())),
                List.of(
                        new Row(
                                words("mail.rebooking.from", reader),
                                when(held.line().starts(), reader)),
                        new Row(
                                words("mail.rebooking.to", reader),
                                when(to.intake().starts(), reader))),
                new Action(
                        words("mail.receipt.action", reader),
                        URI.create(site + "/orders/" + held.order().id())),
                List.of(words("mail.rebooking.closing", reader)));
    }

    private String when(@Nullable LocalDate starts, Locale reader) {
        return starts == null
                ? words("when.selfPaced", reader)
                : words(
                        "when.from",
                        reader,
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(reader)
                                .format(starts));
    }

    private String words(String key, Locale reader, Object... values) {
        return messages.getMessage(key, values, reader);
    }
}
