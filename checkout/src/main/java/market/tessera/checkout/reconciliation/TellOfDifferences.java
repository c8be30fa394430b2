package market.tessera.checkout.reconciliation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import market.tessera.platform.mail.Letters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes to the operator when a comparison that nobody asked for has found what the one before had not. */
@Component
class TellOfDifferences {
    private static final Locale LOCALE = Locale.ENGLISH;
    private static final int MOST_LISTED = 20;

    private final Letters letters;
    private final MessageSource words;
    private final String operator;

    TellOfDifferences(Letters letters, MessageSource words, @Value("${checkout.desk.alerts-to:}") String operator) {
        this.letters = letters;
        this.words = words;
        this.operator = operator;
    }

    /** @param before what is known already */
    Mono<Void> tell(List<Difference> before, Reconciliation made) {
        var fresh = made.differences().stream()
                .filter(difference -> !before.contains(difference))
                .toList();
        return fresh.isEmpty() || operator.isBlank()
                ? Mono.empty()
                : letters.send(
                        "desk.books.letter",
                        operator,
                        LOCALE,
                        "/checkout/desk/books",
                        fresh.size(),
                        fresh.stream().limit(MOST_LISTED).map(this::inWords).collect(Collectors.joining("; ")));
    }

    private String inWords(Difference difference) {
        var what = word(
                "desk.books.kind",
                word("desk.books." + difference.movement()),
                word("desk.books." + difference.kind()));
        return "%s (%s)".formatted(what, difference.reference());
    }

    private String word(String key, Object... values) {
        return words.getMessage(key, values, LOCALE);
    }
}
