package market.tessera.checkout.badge;

import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What had to be shown for a badge, in Markdown: the outcomes, then effort, level, credit and assessment as far as they are disclosed. */
@Component
public class Criteria {
    private final MessageSource words;

    Criteria(MessageSource words) {
        this.words = words;
    }

    public String narrative(JsonNode elements) {
        var outcomes = elements.path("outcomes")
                .valueStream()
                .map(outcome -> "- " + outcome.asString())
                .collect(Collectors.joining("\n"));
        var facts = Fact.of(elements, words, Locale.ENGLISH).stream()
                .map(fact ->
                        "- " + words.getMessage("badge.fact." + fact.key(), null, Locale.ENGLISH) + ": " + fact.value())
                .collect(Collectors.joining("\n"));
        var shown = outcomes.isEmpty()
                ? words.getMessage("badge.criteria.completed", null, Locale.ENGLISH)
                : words.getMessage("badge.criteria.outcomes", null, Locale.ENGLISH) + "\n\n" + outcomes;
        return facts.isEmpty() ? shown : shown + "\n\n" + facts;
    }
}
