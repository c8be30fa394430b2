package market.tessera.storefront.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes what is typed apart into the things that are meant, and knows other words for them. Never changes. */
public final class Vocabulary {
    /** More would cost more than they find. */
    private static final int MOST_ALTERNATIVES = 8;

    private static final int LONGEST_TERM = 5;
    private static final Pattern QUOTED = Pattern.compile("[\"“”„«]([^\"“”„«»]+)[\"“”»]");

    private final Map<String, Set<String>> alternatives;
    private final Set<String> askingWords;

    private Vocabulary(Map<String, Set<String>> alternatives, Set<String> askingWords) {
        this.alternatives = alternatives;
        this.askingWords = askingWords;
    }

    /** What comes with the storefront, without anything imported. */
    public static Vocabulary shipped() {
        return of(VocabularyFile.entries().stream(), VocabularyFile.askingWords());
    }

    /**
     * @param entries earlier ones come first among a term's alternatives
     * @param askingWords words that say only that something is looked for
     */
    static Vocabulary of(Stream<Entry> entries, Set<String> askingWords) {
        var alternatives = new HashMap<String, Set<String>>();
        entries.forEach(entry -> entry.terms().stream()
                .filter(term -> !term.isEmpty())
                .filter(term -> Words.of(term).size() <= LONGEST_TERM)
                .forEach(term -> alternatives
                        .computeIfAbsent(term, _ -> new LinkedHashSet<>())
                        .addAll(entry.alternatives(term))));
        return new Vocabulary(alternatives, askingWords);
    }

    /** Whoever looks for one of the terms is shown the meanings as well. */
    record Entry(List<String> terms, List<String> meanings) {
        static Entry same(List<String> terms) {
            var keys = keys(terms);
            return new Entry(keys, keys);
        }

        static Entry oneWay(List<String> terms, List<String> meanings) {
            return new Entry(keys(terms), keys(meanings));
        }

        private static List<String> keys(List<String> terms) {
            return terms.stream()
                    .map(Words::key)
                    .filter(key -> !key.isEmpty())
                    .distinct()
                    .toList();
        }

        List<String> alternatives(String term) {
            return meanings.stream().filter(Predicate.not(term::equals)).toList();
        }
    }

    int size() {
        return alternatives.size();
    }

    /**
     * The things that are meant, in the order in which they were typed. Words that only ask are left out, unless there is nothing else. What stands in
     * quotation marks is wanted as it is.
     */
    public List<Concept> concepts(String text) {
        var concepts = new ArrayList<Concept>();
        var quoted = QUOTED.matcher(text);
        var from = 0;
        while (quoted.find()) {
            concepts.addAll(free(text.substring(from, quoted.start())));
            if (!Words.of(quoted.group(1)).isEmpty()) {
                concepts.add(new Concept(quoted.group(1).strip(), List.of(), true));
            }
            from = quoted.end();
        }
        concepts.addAll(free(text.substring(from)));
        var meant = withoutAsking(concepts);
        return meant.isEmpty() ? List.copyOf(concepts) : meant;
    }

    /** In a sentence, “it” is no abbreviation. */
    private List<Concept> withoutAsking(List<Concept> concepts) {
        var sentence = concepts.stream()
                .anyMatch(each -> isAsking(each) && each.alternatives().isEmpty());
        return concepts.stream()
                .filter(each ->
                        !isAsking(each) || (!sentence && !each.alternatives().isEmpty()))
                .toList();
    }

    private boolean isAsking(Concept concept) {
        return !concept.literal() && askingWords.contains(Words.key(concept.words()));
    }

    /** The longest terms first, from left to right. */
    private List<Concept> free(String text) {
        var words = Words.in(text);
        var keys = words.stream().map(MatchResult::group).map(Words::folded).toList();
        var concepts = new ArrayList<Concept>();
        for (var at = 0; at < words.size(); ) {
            var length = longest(keys, at);
            var surface = text.substring(
                    words.get(at).start(), words.get(at + length - 1).end());
            concepts.add(new Concept(surface, known(keys.subList(at, at + length)), false));
            at += length;
        }
        return concepts;
    }

    private int longest(List<String> keys, int from) {
        for (var length = Math.min(LONGEST_TERM, keys.size() - from); length > 1; length--) {
            if (alternatives.containsKey(String.join(" ", keys.subList(from, from + length)))) {
                return length;
            }
        }
        return 1;
    }

    private List<String> known(List<String> keys) {
        return alternatives.getOrDefault(keys.stream().collect(Collectors.joining(" ")), Set.of()).stream()
                .limit(MOST_ALTERNATIVES)
                .toList();
    }
}
