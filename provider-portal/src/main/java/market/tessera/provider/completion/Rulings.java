package market.tessera.provider.completion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.completion.Reporting.Closed;
import market.tessera.provider.completion.Reporting.Contradicted;
import market.tessera.provider.completion.Reporting.Repeated;
import market.tessera.provider.completion.Reporting.Taken;
import market.tessera.provider.completion.Reporting.Unknown;
import market.tessera.provider.enrollment.Place;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of words that are heard together: as if they had come one after the other.
 *
 * @param answers in the order of the words
 * @param taken those that count, each with the place that it completes
 */
record Rulings(List<Reporting> answers, Map<Place, Word> taken) {

    /** @param known what was said before, by enrollment */
    static Rulings of(List<Word> words, Map<UUID, Place> places, Map<UUID, CompletionReport> known) {
        var said = new HashMap<>(known);
        var answers = new ArrayList<Reporting>();
        var taken = new LinkedHashMap<Place, Word>();
        for (var word : words) {
            var place = places.get(word.enrollment());
            var answer = place == null || !word.providers().contains(place.provider())
                    ? new Unknown()
                    : rule(word, place, said.get(word.enrollment()));
            if (answer instanceof Taken && place != null) {
                said.put(word.enrollment(), word.report());
                taken.put(place, word);
            }
            answers.add(answer);
        }
        return new Rulings(answers, taken);
    }

    private static Reporting rule(Word word, Place place, @Nullable CompletionReport known) {
        if (known != null) {
            return isSame(word, known) ? new Repeated(known) : new Contradicted(known);
        }
        return switch (place.state()) {
            case CONFIRMED, ACTIVE -> new Taken(word.report());
            case REQUESTED, COMPLETED, WITHDRAWN, FAILED -> new Closed(place.state());
        };
    }

    private static boolean isSame(Word word, CompletionReport known) {
        return word.dated() ? known.sameAs(word.report()) : known.sameResultAs(word.report());
    }
}
