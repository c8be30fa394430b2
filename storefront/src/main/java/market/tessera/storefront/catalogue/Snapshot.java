package market.tessera.storefront.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.SourceConfig;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The catalogue as it is at one moment, read page by page: at most one page is asked for ahead, however slowly the pages are taken. */
public final class Snapshot {
    private static final int PAGE = 250;
    private static final int IDS = 5_000;
    private static final String LISTED = "listed";
    private static final String OPERATION = "_seq_no";
    private static final SortOptions IN_THE_ENGINES_ORDER = by("_shard_doc", SortOrder.Asc);

    /** To leave something out the engine would have to read and write each document anew; to pass over it here costs less. */
    private static final SourceConfig WHOLE = SourceConfig.of(source -> source.fetch(true));

    private final Catalogue catalogue;
    private final String moment;

    Snapshot(Catalogue catalogue, String moment) {
        this.catalogue = catalogue;
        this.moment = moment;
    }

    /**
     * How far the engine has come. It counts what it does to an index; what was done after an earlier revision is thereby known, whatever it was.
     *
     * @param index as the engine calls it
     * @param term of the shard that counts; it changes where another copy takes over, and numbers may then have been given out twice
     * @param operation the last one
     * @param listed number of offerings
     */
    public record Revision(String index, long term, long operation, long listed) {
        /** How much was done since; empty if that cannot be told. */
        public Optional<Long> operationsSince(Revision earlier) {
            return index.equals(earlier.index) && term == earlier.term && operation >= earlier.operation
                    ? Optional.of(operation - earlier.operation)
                    : Optional.empty();
        }
    }

    /** Nothing if the index is empty, or has several shards, each of which counts for itself. */
    public Mono<Optional<Revision>> revision() {
        var request = new SearchRequest.Builder()
                .size(1)
                .sort(by(OPERATION, SortOrder.Desc))
                .seqNoPrimaryTerm(true)
                .trackTotalHits(total -> total.enabled(false))
                .aggregations(LISTED, listed -> listed.filter(Catalogue.LISTED))
                .source(source -> source.fetch(false));
        return search(request).map(Snapshot::revision);
    }

    private static Optional<Revision> revision(SearchResponse<Void> found) {
        return found.shards().total() > 1
                ? Optional.empty()
                : found.hits().hits().stream().findFirst().map(last -> revision(found, last));
    }

    private static Revision revision(SearchResponse<Void> found, Hit<Void> last) {
        var listed = Objects.requireNonNull(found.aggregations().get(LISTED)).filter();
        return new Revision(
                String.valueOf(last.index()),
                Objects.requireNonNull(last.primaryTerm()),
                Objects.requireNonNull(last.seqNo()),
                listed.docCount());
    }

    /** Everything on offer, in the engine's own order; the last page is empty. */
    public Flux<CataloguePage> pages() {
        return pages(Catalogue.LISTED);
    }

    /** Likewise, what was touched after an earlier revision. */
    public Flux<CataloguePage> pagesSince(Revision earlier) {
        return pages(Query.of(
                query -> query.bool(both -> both.filter(Catalogue.LISTED).filter(after(earlier)))));
    }

    /** Ids of all that was touched after an earlier revision, whether it is on offer still or not. */
    public Mono<Set<String>> touchedSince(Revision earlier) {
        return ids(earlier, List.of())
                .expand(hits -> hits.size() < IDS
                        ? Mono.empty()
                        : ids(earlier, hits.getLast().sort()))
                .flatMapIterable(hits -> hits)
                .map(hit -> String.valueOf(hit.id()))
                .collect(Collectors.toSet());
    }

    private static Query after(Revision earlier) {
        return Query.of(query -> query.range(range -> range.field(OPERATION).gt(JsonData.of(earlier.operation()))));
    }

    private Mono<List<Hit<Void>>> ids(Revision earlier, List<FieldValue> from) {
        var request = new SearchRequest.Builder()
                .query(after(earlier))
                .size(IDS)
                .trackTotalHits(total -> total.enabled(false))
                .sort(IN_THE_ENGINES_ORDER)
                .source(source -> source.fetch(false));
        return search(from.isEmpty() ? request : request.searchAfter(from))
                .map(found -> found.hits().hits());
    }

    private Mono<SearchResponse<Void>> search(SearchRequest.Builder request) {
        return catalogue.search(Moments.at(moment, WholeCatalogue.UNUSED), request, Void.class);
    }

    private Flux<CataloguePage> pages(Query query) {
        return page(query, null).expand(page -> Mono.justOrEmpty(page.last()).flatMap(last -> page(query, last)));
    }

    private Mono<CataloguePage> page(Query query, @Nullable FieldValue after) {
        var request = new SearchRequest.Builder()
                .pit(Moments.at(moment, WholeCatalogue.UNUSED))
                .query(query)
                .size(PAGE)
                .trackTotalHits(total -> total.enabled(false))
                .sort(IN_THE_ENGINES_ORDER)
                .source(WHOLE);
        return catalogue
                .read((after == null ? request : request.searchAfter(List.of(after))).build())
                .map(CataloguePage::new);
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(sort -> sort.field(by -> by.field(field).order(order)));
    }
}
