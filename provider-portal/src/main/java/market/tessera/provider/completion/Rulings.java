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
record Rulings(List<Reporting> answers, Map<Place, Kept> taken) {

    /** @param known what was said before, by enrollment */
    static Rulings of(List<Word> words, Map<UUID, Place> places, Map<UUID, Known> known) {
        var said = new HashMap<>(known);
        var answers = new ArrayList<Reporting>();
        var taken = new LinkedHashMap<Place, Kept>();
        for (var word : words) {
            var place = places.get(word.enrollment());
            var answer = place == null || !word.providers().contains(place.provider())
                    ? new Unknown()
                    : rule(word, place, said.get(word.enrollment()));
            if (answer instanceof Taken && place != null) {
                var version = next(said.get(word.enrollment()));
                said.put(word.enrollment(), new Known(word.report(), version, false));
                taken.put(place, new Kept(word, version));
            }
            answers.add(answer);
        }
        return new Rulings(answers, taken);
    }

    private static long next(@Nullable Known known) {
        return known == null ? 1 : known.version() + 1;
    }

    private static Reporting rule(Word word, Place place, @Nullable Known known) {
        if (known != null && !known.withdrawn()) {
            return isSame(word, known.report()) ? new Repeated(known.report()) : new Contradicted(known.report());
        }
        return switch (place.state()) {
            case CONFIRMED, ACTIVE -> new Taken(word.report());
            // It is until checkout has heard that what had completed it was taken back.
            case COMPLETED -> known == null ? new Closed(place.state()) : new Taken(word.report());
            case REQUESTED, WITHDRAWN, FAILED -> new Closed(place.state());
        };
    }

    private static boolean isSame(Word word, CompletionReport known) {
        return word.dated() ? known.sameAs(word.report()) : known.sameResultAs(word.report());
    }
}
