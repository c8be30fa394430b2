package market.tessera.storefront.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.storefront.vocabulary.Concept;
import market.tessera.storefront.vocabulary.Vocabulary;
import market.tessera.storefront.vocabulary.Words;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Operator;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.TextQueryType;

/**
 * How words find offerings. {@code /how-ranking-works} says the same to everybody: change both together, and look at {@code RelevanceTests}.
 *
 * <p>Each thing that is meant must occur somewhere in an offering, in its own words or in others that mean the same (of three to five things, all but
 * one; of more, seven in ten). Where they occur decides the order. Nothing a person types is read as query syntax but quotation marks.
 */
final class TextQuery {
    /** A longer query is cut here: each word costs a clause for every field, and the engine refuses more than 1,024. */
    static final int MOST_WORDS = 12;

    private static final int MOST_ALTERNATIVES = 24;
    private static final int MOST_LANGUAGES = 3;
    private static final Set<String> STEMMED = Set.of("en", "de", "fr", "es", "pt", "no", "nl", "it", "sv", "da", "fi");
    private static final String MOST_OF_THEM = "2<-1 5<70%";

    /** Found with the benchmark of relevance: more, and texts that merely use another word push out those that use the searcher's. */
    private static final float ALTERNATIVE = 0.6f;

    private final String words;
    private final List<Concept> concepts;

    TextQuery(String words, Vocabulary vocabulary) {
        this.words = cut(words);
        this.concepts = bounded(vocabulary.concepts(this.words));
    }

    private TextQuery(String words, List<Concept> concepts) {
        this.words = words;
        this.concepts = concepts;
    }

    String words() {
        return words;
    }

    List<Concept> concepts() {
        return concepts;
    }

    /** What is quoted is wanted as it is. */
    boolean mayBeMisspelt() {
        return concepts.stream().noneMatch(Concept::literal);
    }

    /** The same without one of the things that are meant. */
    TextQuery without(int concept) {
        var others = IntStream.range(0, concepts.size())
                .filter(at -> at != concept)
                .mapToObj(concepts::get)
                .toList();
        return new TextQuery(meant(others), others);
    }

    /** Means the same with the same vocabulary, in the same words. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextQuery text && words.equals(text.words) && concepts.equals(text.concepts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(words, concepts);
    }

    /** @param languages whose word forms are to be understood, best first */
    Query exact(List<String> languages) {
        var fields = Fields.of(languages);
        return Query.of(query -> query.bool(bool -> bool.must(
                        all -> all.bool(any -> any.should(meanings(fields)).minimumShouldMatch(MOST_OF_THEM)))
                .should(is("title.keyword", 40), is("providerName.keyword", 30), is("skills.keyword", 12))
                .should(inOrder(fields))));
    }

    /**
     * The second try, when nothing holds all that is meant: some of it is enough, and one or two letters of a word may differ, never its first.
     *
     * @param languages whose word forms are to be understood, best first
     */
    Query forgiving(List<String> languages) {
        var misspelt = Query.of(
                query -> query.multiMatch(match -> match.fields("title^3", "skills^2", "providerName^2", "everything")
                        .query(meant(concepts))
                        .type(TextQueryType.BestFields)
                        .fuzziness("AUTO")
                        .prefixLength(1)
                        .maxExpansions(8)
                        .minimumShouldMatch("1<50%")));
        return Query.of(query -> query.bool(any ->
                any.should(meanings(Fields.of(languages))).should(misspelt).minimumShouldMatch("1")));
    }

    private List<Query> meanings(Fields fields) {
        return concepts.stream().map(concept -> meaning(concept, fields)).toList();
    }

    private static Query meaning(Concept concept, Fields fields) {
        var own = fields.holding(concept.words(), concept.isPhrase(), 1);
        if (concept.literal() || (concept.alternatives().isEmpty() && !concept.isPhrase())) {
            return own;
        }
        var ways = new ArrayList<Query>();
        ways.add(own);
        if (concept.isPhrase()) {
            ways.add(fields.scattered(concept.words(), ALTERNATIVE));
        }
        concept.alternatives()
                .forEach(other -> ways.add(fields.holding(other, Words.of(other).size() > 1, ALTERNATIVE)));
        return Query.of(query -> query.disMax(best -> best.queries(ways).tieBreaker(0.1f)));
    }

    private Query is(String field, float boost) {
        return Query.of(query ->
                query.term(term -> term.field(field).value(FieldValue.of(words)).boost(boost)));
    }

    /** Several things said one after the other belong together. */
    private List<Query> inOrder(Fields fields) {
        return concepts.size() < 2 ? List.of() : fields.near(meant(concepts));
    }

    /** At most so many clauses, however many other words there are. */
    private static List<Concept> bounded(List<Concept> concepts) {
        var each = Math.max(1, MOST_ALTERNATIVES / Math.max(1, concepts.size()));
        UnaryOperator<Concept> bound = concept -> new Concept(
                concept.words(), concept.alternatives().stream().limit(each).toList(), concept.literal());
        return concepts.stream().map(bound).toList();
    }

    private static String meant(List<Concept> concepts) {
        return concepts.stream().map(Concept::words).collect(Collectors.joining(" "));
    }

    private static String analyser(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return Set.of("nb", "nn").contains(language) ? "no" : language;
    }

    private static String cut(String text) {
        var found = Words.in(text);
        return found.size() <= MOST_WORDS
                ? text
                : text.substring(0, found.get(MOST_WORDS - 1).end());
    }

    /**
     * Where words are looked for. A field with all the text of an offering finds it and says how rare the words are; the fields beside it raise those that
     * hold them in a better place.
     *
     * @param languages whose word forms are understood
     */
    private record Fields(List<String> languages) {
        private static final float AS_TYPED = 2;
        private static final float IN_TITLE = 0.5f;
        private static final float IN_SKILLS = 0.5f;
        private static final float IN_SUBJECTS = 0.5f;
        private static final float IN_OCCUPATIONS = 0.3f;

        static Fields of(List<String> languages) {
            return new Fields(Stream.concat(languages.stream(), Stream.of("en"))
                    .map(TextQuery::analyser)
                    .filter(STEMMED::contains)
                    .distinct()
                    .limit(MOST_LANGUAGES)
                    .toList());
        }

        Query holding(String words, boolean phrase, float boost) {
            var places = Stream.of(
                    in(stemmed("all"), words, phrase, boost),
                    in(List.of("everything"), words, phrase, boost * AS_TYPED),
                    in(stemmed("title"), words, phrase, boost * IN_TITLE),
                    in(stemmed("skills"), words, phrase, boost * IN_SKILLS),
                    in(List.of("providerName"), words, phrase, boost),
                    in(List.of("subjects"), words, phrase, boost * IN_SUBJECTS),
                    in(List.of("occupations"), words, phrase, boost * IN_OCCUPATIONS));
            return Query.of(query -> query.bool(bool -> bool.should(places.toList())));
        }

        /** All of the words, but anywhere. */
        Query scattered(String words, float boost) {
            return Query.of(query -> query.multiMatch(match -> match.fields(stemmed("all"))
                    .query(words)
                    .type(TextQueryType.BestFields)
                    .operator(Operator.And)
                    .boost(boost)));
        }

        List<Query> near(String words) {
            return List.of(near("all", words, 3, 2), near("title", words, 2, 1));
        }

        private Query near(String field, String words, int slop, float boost) {
            return Query.of(query -> query.multiMatch(match -> match.fields(stemmed(field))
                    .query(words)
                    .type(TextQueryType.Phrase)
                    .slop(slop)
                    .boost(boost)));
        }

        private static Query in(List<String> fields, String words, boolean phrase, float boost) {
            return Query.of(query -> query.multiMatch(match -> match.fields(fields)
                    .query(words)
                    .type(phrase ? TextQueryType.Phrase : TextQueryType.BestFields)
                    .boost(boost)));
        }

        private List<String> stemmed(String field) {
            return languages.stream()
                    .map(language -> "in.%s.%s".formatted(language, field))
                    .toList();
        }
    }
}
