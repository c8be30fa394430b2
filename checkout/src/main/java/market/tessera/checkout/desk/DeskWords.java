package market.tessera.checkout.desk;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.desk.DeskTabs.Tab;
import market.tessera.checkout.desk.History.Happening;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what has happened to an order, and where orders are stuck. */
@Component
class DeskWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    private final MessageSource words;

    DeskWords(MessageSource words) {
        this.words = words;
    }

    /** An entry of the page's time line. */
    record Entry(
            String state,
            String title,
            String meta,
            @Nullable String detail) {}

    List<Entry> timeline(List<Happening> happenings, Locale locale) {
        return happenings.stream().map(event -> entry(event, locale)).toList();
    }

    /** @param current key of the list that is open */
    List<Tab> tabs(Map<Trouble, Long> counts, String current, DeskScope scope, Locale locale) {
        var search = new Tab(word("desk.list.search", locale), "/checkout/desk", current.equals("search"), null);
        var troubles = Stream.of(Trouble.values())
                .filter(trouble -> scope.everything() || trouble != Trouble.STRAY_PAYMENT)
                .map(trouble -> new Tab(
                        word("desk.list." + trouble.key(), locale),
                        "/checkout/desk?list=" + trouble.key(),
                        current.equals(trouble.key()),
                        counts.get(trouble)));
        return Stream.of(
                        Stream.of(search),
                        troubles,
                        scope.providers().isEmpty()
                                ? Stream.<Tab>empty()
                                : Stream.of("statement", "account", "sellers", "terms")
                                        .map(page -> tab(page, current, locale)),
                        Stream.of("documents", "promotions").map(page -> tab(page, current, locale)),
                        scope.everything()
                                ? Stream.of("bank", "payees", "debts", "books", "ledger")
                                        .map(page -> tab(page, current, locale))
                                : Stream.<Tab>empty())
                .flatMap(tabs -> tabs)
                .toList();
    }

    private Tab tab(String page, String current, Locale locale) {
        return new Tab(word("desk." + page, locale), "/checkout/desk/" + page, current.equals(page), null);
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
