package market.tessera.storefront.suggestion;

import static market.tessera.storefront.vocabulary.Words.folded;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.suggestion.Suggestion.Kind;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.query_dsl.MultiMatchQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.TextQueryType;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** Completes what is being typed: institutions, offerings and pathways by the beginnings of their words, subjects and skills by their labels. */
@Service
class Suggest {
    private static final int OFFERINGS = 5;
    private static final int PATHWAYS = 2;
    private static final int INSTITUTIONS = 2;
    private static final int TERMS = 3;
    /** How many labels are looked through: an offering that has a fitting skill has others as well. */
    private static final int LABELS = 60;
    /** How many offerings are looked at for labels: two letters begin a word in most of a large catalogue, and the first thousands tell enough. */
    private static final long LOOKED_AT = 5_000;

    private final Catalogue catalogue;
    private final String origin;

    /** @param origin scheme and host of the public address */
    Suggest(Catalogue catalogue, @Value("${tessera.public-url}") String origin) {
        this.catalogue = catalogue;
        this.origin = origin;
    }

    Mono<List<Suggestion>> suggest(String typed, Words words) {
        return Mono.zip(
                        offerings(typed),
                        institutions(typed),
                        terms("skills", typed),
                        terms("subjects", typed),
                        pathways(typed))
                .map(found -> Stream.of(
                                found.getT4().stream().map(label -> term(Kind.subject, label)),
                                found.getT3().stream().map(label -> term(Kind.skill, label)),
                                found.getT1().stream().map(this::offering),
                                found.getT5().stream().map(this::pathway),
                                found.getT2().stream().map(each -> institution(each, words)))
                        .flatMap(each -> each)
                        .toList());
    }

    private Mono<List<Listing>> offerings(String typed) {
        return search(Index.OFFERINGS, beginning("title", typed), OFFERINGS, List.of("card", "compare"), Listing.class);
    }

    private Mono<List<Pathway>> pathways(String typed) {
        return search(Index.PATHWAYS, beginning("title", typed), PATHWAYS, List.of("pathway"), Leading.class)
                .map(found -> found.stream().map(Leading::pathway).toList());
    }

    private Mono<List<Institution>> institutions(String typed) {
        return search(Index.PROVIDERS, beginning("name", typed), INSTITUTIONS, List.of("provider"), Provider.class)
                .map(found -> found.stream().map(Provider::provider).toList());
    }

    private <T> Mono<List<T>> search(Index index, Query query, int size, List<String> source, Class<T> type) {
        var request = new SearchRequest.Builder()
                .query(query)
                .size(size)
                .trackTotalHits(total -> total.enabled(false))
                .source(config -> config.filter(filter -> filter.includes(source)));
        return catalogue
                .search(index, request, type)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private Mono<List<String>> terms(String field, String typed) {
        var labels = Aggregation.of(
                count -> count.terms(terms -> terms.field(field + ".keyword").size(LABELS)));
        var request = new SearchRequest.Builder()
                .query(listed(match -> match.fields(field), typed))
                .size(0)
                .terminateAfter(LOOKED_AT)
                .aggregations(Map.of("labels", labels));
        return catalogue.search(Index.OFFERINGS, request, Void.class).map(response -> fitting(response, typed));
    }

    private static List<String> fitting(SearchResponse<Void> response, String typed) {
        var wanted = List.of(folded(typed).split("\\s+"));
        return Objects.requireNonNull(response.aggregations().get("labels")).sterms().buckets().array().stream()
                .map(bucket -> bucket.key())
                .filter(label -> fits(label, wanted))
                .limit(TERMS)
                .toList();
    }

    /** Each word that was typed begins a word of the label, whatever its accents: the engine finds it without them, too. */
    private static boolean fits(String label, List<String> wanted) {
        var words = List.of(folded(label).split("[\\s/,()-]+"));
        return wanted.stream().allMatch(typed -> words.stream().anyMatch(word -> word.startsWith(typed)));
    }

    private static Query beginning(String field, String typed) {
        var prefix = field + ".prefix";
        return listed(match -> match.fields(prefix, prefix + "._2gram"), typed);
    }

    /** What is on offer and holds the words that were typed, the last of which may go on. */
    private static Query listed(UnaryOperator<MultiMatchQuery.Builder> where, String typed) {
        var begins = Query.of(query -> query.multiMatch(match ->
                where.apply(match).query(typed).type(TextQueryType.BoolPrefix).minimumShouldMatch("100%")));
        return Query.of(
                query -> query.bool(bool -> bool.filter(Catalogue.LISTED).must(begins)));
    }

    private Suggestion offering(Listing listing) {
        var card = listing.card();
        return new Suggestion(
                Kind.offering,
                card.title(),
                origin + "/offerings/" + card.slug(),
                card.provider().name());
    }

    private Suggestion pathway(Pathway pathway) {
        return new Suggestion(
                Kind.pathway,
                pathway.title(),
                origin + "/pathways/" + pathway.slug(),
                pathway.provider().name());
    }

    private Suggestion institution(Institution institution, Words words) {
        var country = institution.country() == null ? null : words.country(institution.country());
        return new Suggestion(
                Kind.provider,
                institution.name(),
                origin + "/institutions/" + institution.slug(),
                Words.joined(institution.city(), country));
    }

    private Suggestion term(Kind kind, String label) {
        return new Suggestion(
                kind, label, origin + "/search?q=" + UriUtils.encode(label, StandardCharsets.UTF_8), null);
    }

    private record Provider(Institution provider) {}

    private record Leading(Pathway pathway) {}
}
