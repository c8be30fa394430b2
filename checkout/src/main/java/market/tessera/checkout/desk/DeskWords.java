package market.tessera.checkout.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import market.tessera.checkout.desk.DeskTabs.Tab;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says where orders are stuck, and what the desk has besides. */
@Component
class DeskWords {
    private final MessageSource words;

    DeskWords(MessageSource words) {
        this.words = words;
    }

    /** @param current key of the list that is open */
    List<Tab> tabs(Map<Trouble, Long> counts, String current, DeskScope scope, Locale locale) {
        var search = new Tab(word("desk.list.search", locale), "/checkout/desk", current.equals("search"), null);
        var troubles = Stream.of(Trouble.values())
                .filter(trouble -> scope.everything() || !trouble.isOperatorsAlone())
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

    private String word(String key, Locale locale) {
        return words.getMessage(key, null, locale);
    }
}
