package market.tessera.checkout.orderfile;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.orderfile.History.Happening;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what has happened to an order. */
@Component
class TimeLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    private final MessageSource words;

    TimeLine(MessageSource words) {
        this.words = words;
    }

    /** An entry of the page's time line. */
    record Entry(
            String state,
            String title,
            String meta,
            @Nullable String detail) {}

    List<Entry> of(List<Happening> happenings, Locale locale) {
        return happenings.stream().map(event -> entry(event, locale)).toList();
    }

    private Entry entry(Happening event, Locale locale) {
        var amount = event.amount();
        return new Entry(
                event.kind().matches(".*(?i:failed|abandoned|lost|dispute-open)") ? "refused" : "done",
                word("desk.event." + event.kind(), locale),
                TIME.format(event.at().atOffset(ZoneOffset.UTC)),
                Stream.of(
                                Optional.ofNullable(event.detail()).map(detail -> plain(event, detail, locale)),
                                Optional.ofNullable(amount).map(sum -> sum.format(locale)))
                        .flatMap(Optional::stream)
                        .filter(text -> !text.isEmpty())
                        .reduce((one, two) -> one + " · " + two)
                        .orElse(null));
    }

    /** The accounts of the ledger by their names; all else is in the words of whoever caused it. */
    private String plain(Happening event, String detail, Locale locale) {
        return event.kind().startsWith("booked-") ? word("desk.ledger." + detail, locale) : detail;
    }

    private String word(String key, Locale locale) {
        return words.getMessage(key, null, locale);
    }
}
