package market.tessera.platform.mail;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.platform.mail.Letter.Action;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import reactor.core.publisher.Mono;

/**
 * Leaves letters in the outbox whose words are in the application's message bundle: {@code <topic>.subject}, {@code <topic>.text.1} and so on,
 * {@code <topic>.action} and {@code <topic>.closing.1} and so on. A paragraph that its values leave empty is left out.
 */
public final class Letters {
    private final Outbox outbox;
    private final MessageSource messages;
    private final URI site;

    Letters(Outbox outbox, MessageSource messages, URI site) {
        this.outbox = outbox;
        this.messages = messages;
        this.site = site;
    }

    /**
     * @param path of the page that the letter's button opens, or null if there is nothing to do
     * @param values of the letter's words, {@code {0}} and on
     */
    public Mono<Void> send(String topic, String to, Locale locale, @Nullable String path, Object... values) {
        return sendOnce(topic.split("\\.", 2)[0] + "-" + UUID.randomUUID(), topic, to, locale, path, values);
    }

    /**
     * As {@link #send}, for what may be asked for again.
     *
     * @param key what it tells to whom: the same is sent once
     */
    public Mono<Void> sendOnce(
            String key, String topic, String to, Locale locale, @Nullable String path, Object... values) {
        var words = new Words(topic, locale, values);
        return outbox.put(new Letter(
                key,
                to,
                locale,
                words.say("subject"),
                words.paragraphs("text"),
                List.of(),
                path == null ? null : new Action(words.say("action"), site.resolve(path)),
                words.paragraphs("closing")));
    }

    private final class Words {
        private final String topic;
        private final Locale locale;
        private final Object[] values;

        Words(String topic, Locale locale, Object[] values) {
            this.topic = topic;
            this.locale = locale;
            this.values = values;
        }

        String say(String part) {
            return messages.getMessage(topic + "." + part, values, locale);
        }

        List<String> paragraphs(String part) {
            return IntStream.iterate(1, number -> number + 1)
                    .mapToObj(number -> messages.getMessage(topic + "." + part + "." + number, values, null, locale))
                    .takeWhile(text -> text != null)
                    .filter(text -> !text.isBlank())
                    .toList();
        }
    }
}
