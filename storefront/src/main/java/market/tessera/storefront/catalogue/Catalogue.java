package market.tessera.storefront.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Lookup;
import market.tessera.storefront.document.Measures;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.document.Reputation;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.Pit;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.httpclient5.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The gateway to the search index: the only place that talks to OpenSearch. Whatever is asked for, an index that does not answer in time
 * ends as {@link CatalogueUnavailable}. Logged at debug level, each search can be repeated by hand as it was asked.
 */
@Component
public final class Catalogue {
    /** What every query must hold, see {@code docs/search-index.md}. */
    public static final Query LISTED = term("withdrawn", FieldValue.FALSE);

    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<Integer> IN_A_HURRY = Set.of(TOO_MANY_REQUESTS, 502, 503, 504);

    /** A part of the index that cannot be read fails the whole: what comes is complete. */
    private static final Map<String, String> COMPLETE = Map.of("allow_partial_search_results", "false");

    private final OpenSearchAsyncClient client;
    private final OpenSearchGenericClient raw;
    private final CatalogueProperties properties;

    Catalogue(OpenSearchAsyncClient client, CatalogueProperties properties) {
        this.client = client;
        this.raw = new OpenSearchGenericClient(client._transport());
        this.properties = properties;
    }

    /** The aliases. */
    public enum Index {
        OFFERINGS,
        PROVIDERS,
        PATHWAYS
    }

    public static Query term(String field, FieldValue value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    public static Query anyOf(String field, List<String> values) {
        var terms = values.stream().map(FieldValue::of).toList();
        return Query.of(query -> query.terms(any -> any.field(field).terms(list -> list.value(terms))));
    }

    /** Runs a search as it is. */
    public <T> Mono<SearchResponse<T>> search(Index index, SearchRequest.Builder request, Class<T> type) {
        return search(request.index(alias(index)).build(), type);
    }

    private <T> Mono<SearchResponse<T>> search(SearchRequest request, Class<T> type) {
        return inTime(Mono.defer(() -> ask(request, type)));
    }

    /** Runs a search in what the index was at a moment that somebody keeps. {@link MomentPassed} if nobody does any more, or ever did. */
    <T> Mono<SearchResponse<T>> search(Pit moment, SearchRequest.Builder request, Class<T> type) {
        var complete = request.pit(moment).build();
        return inTime(Mono.defer(() -> ask(complete, type)).onErrorMap(Catalogue::isOfTheMoment, MomentPassed::new));
    }

    /** The answer to a search of a point in time as it comes, for those with so much to read that other threads had better read it. */
    Mono<byte[]> read(SearchRequest request) {
        var asked = Requests.builder()
                .method("POST")
                .endpoint("/_search")
                .query(COMPLETE)
                .body(Body.from(request.toJsonString().getBytes(StandardCharsets.UTF_8), "application/json"))
                .build();
        return inTime(Mono.fromFuture(() -> raw.executeAsync(asked)).flatMap(Catalogue::content));
    }

    private static Mono<byte[]> content(Response response) {
        var content = response.getBody().map(Body::bodyAsBytes).orElseGet(() -> new byte[0]);
        return response.getStatus() == OK
                ? Mono.just(content)
                : Mono.error(new IOException("OpenSearch answered " + response.getStatus()));
    }

    /** The query is our own and fine. A moment that never was is a failure (500) to the engine. */
    private static boolean isOfTheMoment(Throwable failure) {
        return switch (failure) {
            case OpenSearchException answer -> !IN_A_HURRY.contains(answer.status());
            case ResponseException answer -> !IN_A_HURRY.contains(answer.status());
            default -> false;
        };
    }

    /** What does not come in time, or not at all, as {@link CatalogueUnavailable}. */
    <T> Mono<T> inTime(Mono<T> answer) {
        return answer.timeout(properties.timeout()).onErrorMap(Catalogue::isOutage, CatalogueUnavailable::new);
    }

    /** Empty if there has never been such an offering. */
    public Mono<Lookup> bySlug(String slug) {
        return find(term("slug", FieldValue.of(slug)), 1).mapNotNull(Catalogue::first);
    }

    /** Empty if there has never been such an offering. */
    public Mono<Lookup> byId(String id) {
        return find(term("id", FieldValue.of(id)), 1).mapNotNull(Catalogue::first);
    }

    /** Those of the offerings that exist, in the order of the ids. */
    public Mono<List<Lookup>> byIds(List<String> ids) {
        return find(anyOf("id", ids), ids.size()).map(found -> inOrder(ids, found));
    }

    private Mono<List<Lookup>> find(Query query, int atMost) {
        var request = new SearchRequest.Builder()
                .query(query)
                .size(atMost)
                .source(source -> source.filter(filter -> filter.includes(Document.MEMBERS)));
        return search(Index.OFFERINGS, request, Document.class)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .map(Document::lookup)
                        .toList());
    }

    private <T> Mono<SearchResponse<T>> ask(SearchRequest request, Class<T> type) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("POST /{}/_search {}", String.join(",", request.index()), request.toJsonString());
        }
        try {
            return Mono.fromFuture(client.search(request, type));
        } catch (IOException outage) {
            return Mono.error(outage);
        }
    }

    String alias(Index index) {
        return switch (index) {
            case OFFERINGS -> properties.prefix() + "-offerings";
            case PROVIDERS -> properties.prefix() + "-providers";
            case PATHWAYS -> properties.prefix() + "-pathways";
        };
    }

    /** Everything but a refusal of the query itself; an index that is not there yet is on its way. */
    private static boolean isOutage(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || (failure instanceof OpenSearchException answer && isOutage(answer.status()));
    }

    private static boolean isOutage(int status) {
        return status >= 500 || status == 404 || status == TOO_MANY_REQUESTS;
    }

    private static @Nullable Lookup first(List<Lookup> found) {
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Lookup> inOrder(List<String> ids, List<Lookup> found) {
        Map<String, Lookup> byId = found.stream().collect(Collectors.toMap(Catalogue::id, Function.identity()));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    private static String id(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Listed listed -> listed.offering().id();
            case Lookup.Withdrawn withdrawn -> withdrawn.offering().id();
        };
    }

    /** As it lies in the index; a withdrawn offering has lost its card and its numbers. */
    record Document(
            @Nullable Card card,
            @Nullable Measures compare,
            Offering offering,
            @Nullable Reputation reputation,
            boolean withdrawn,
            long version,
            Instant updatedAt) {
        static final List<String> MEMBERS =
                List.of("card", "compare", "offering", "reputation", "withdrawn", "version", "updatedAt");

        Lookup lookup() {
            return withdrawn || card == null || compare == null
                    ? new Lookup.Withdrawn(offering)
                    : new Lookup.Listed(
                            card,
                            compare,
                            offering,
                            reputation == null ? Reputation.NONE : reputation,
                            version,
                            updatedAt);
        }
    }
}
