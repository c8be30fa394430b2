package market.tessera.provider.mapper;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the pages say about mappings. */
@Component
class MapperWords {
    private final MessageSource messages;

    MapperWords(MessageSource messages) {
        this.messages = messages;
    }

    /** @param key without {@code mappings.} */
    String say(String key, Object... about) {
        return messages.getMessage("mappings." + key, about, Locale.ENGLISH);
    }
}
