package market.tessera.storefront.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.TextQueryType;

/**
 * How words find offerings. {@code /how-ranking-works} says the same to everybody: change both together.
 *
 * <p>The words must all occur somewhere in an offering (of three to five, all but one; of more, seven in ten). Where they occur decides the
 * order. Nothing a person types is read as query syntax.
 */
final class TextQuery {
    /** A longer query is cut here: each word costs a clause for every field, and the engine refuses more than 1,024. */
    static final int MOST_WORDS = 12;

    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{So}]|[\\p{L}\\p{N}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");
    private static final Set<String> STEMMED = Set.of("en", "de", "fr", "es", "pt", "no", "nl", "it", "sv", "da", "fi");
    private static final String MOST_OF_THEM = "2<-1 5<70%";
    private static final String[] WEIGHTED = {
        "title^6",
        "providerName^4",
        "skills^3",
        "credentialName^2",
        "outcomes^2",
        "occupations^2",
        "subjects^2",
        "summary^1.5",
        "description"
    };

    private final String words;

    TextQuery(String words) {
        this.words = cut(words);
    }

    String words() {
        return words;
    }

    /** @param languages whose word forms are to be understood */
    Query exact(List<String> languages) {
        var somewhere = new ArrayList<Query>();
        somewhere.add(Query.of(query -> query.match(match -> match.field("everything")
                .query(FieldValue.of(words))
                .minimumShouldMatch(MOST_OF_THEM)
                .boost(0.1f))));
        languages.stream()
                .map(TextQuery::analyser)
                .filter(STEMMED::contains)
                .distinct()
                .map(this::inLanguage)
                .forEach(somewhere::add);
        return Query.of(query -> query.bool(bool -> bool.must(
                        must -> must.bool(any -> any.should(somewhere).minimumShouldMatch("1")))
                .should(byWhere())));
    }

    /** The second try, when nothing holds the words as they are: one or two letters of a word may differ, never its first. */
    Query forgiving() {
        return Query.of(
                query -> query.multiMatch(match -> match.fields("title^3", "skills^2", "providerName^2", "everything")
                        .query(words)
                        .type(TextQueryType.BestFields)
                        .fuzziness("AUTO")
                        .prefixLength(1)
                        .maxExpansions(8)
                        .minimumShouldMatch("1<50%")));
    }

    private List<Query> byWhere() {
        return new BoolQuery.Builder()
                .should(is("title.keyword", 40), is("providerName.keyword", 30), is("skills.keyword", 12))
                .should(query -> query.match(match ->
                        match.field("title.shingle").query(FieldValue.of(words)).boost(4f)))
                .should(query -> query.multiMatch(match -> match.fields(List.of(WEIGHTED))
                        .query(words)
                        .type(TextQueryType.BestFields)
                        .tieBreaker(0.2f)))
                .build()
                .should();
    }

    private Query is(String field, float boost) {
        return Query.of(query ->
                query.term(term -> term.field(field).value(FieldValue.of(words)).boost(boost)));
    }

    /** Stemming finds <em>weld</em> by <em>welding</em>; all words in one language's fields count as found together. */
    private Query inLanguage(String language) {
        var fields = List.of(
                "in." + language + ".title^6",
                "in." + language + ".skills^3",
                "in." + language + ".outcomes^2",
                "in." + language + ".summary^1.5",
                "in." + language + ".description");
        return Query.of(query -> query.multiMatch(match -> match.fields(fields)
                .query(words)
                .type(TextQueryType.CrossFields)
                .minimumShouldMatch(MOST_OF_THEM)));
    }

    private static String analyser(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return Set.of("nb", "nn").contains(language) ? "no" : language;
    }

    private static String cut(String text) {
        var word = WORD.matcher(text);
        var end = 0;
        for (var count = 0; count < MOST_WORDS && word.find(); count++) {
            end = word.end();
        }
        return word.find() ? text.substring(0, end) : text;
    }
}
