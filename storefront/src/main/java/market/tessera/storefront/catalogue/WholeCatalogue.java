package market.tessera.storefront.catalogue;

import java.time.Duration;
import java.util.List;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.SourceConfig;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything on offer, read in one go. */
@Component
public final class WholeCatalogue {
    private static final int AT_ONCE = 250;
    /** How long a reader may take over one page. */
    private static final Duration UNUSED = Duration.ofMinutes(5);

    /** To leave something out the engine would have to read and write each document anew; to pass over it here costs less. */
    private static final SourceConfig WHOLE = SourceConfig.of(source -> source.fetch(true));

    private final Catalogue catalogue;
    private final Moments moments;

    WholeCatalogue(Catalogue catalogue, Moments moments) {
        this.catalogue = catalogue;
        this.moments = moments;
    }

    /**
     * Page by page, as it is at the moment of subscribing, in the engine's own order; the last one is empty. At most one page is asked for ahead, however
     * slowly the pages are taken; whoever cancels frees what the engine has kept.
     */
    public Flux<CataloguePage> pages() {
        return Flux.usingWhen(moments.open(Index.OFFERINGS, UNUSED), this::pages, moments::close);
    }

    private Flux<CataloguePage> pages(String moment) {
        return page(moment, List.of())
                .expand(page -> Mono.justOrEmpty(page.last()).flatMap(last -> page(moment, List.of(last))));
    }

    private Mono<CataloguePage> page(String moment, List<FieldValue> after) {
        var request = new SearchRequest.Builder()
                .pit(Moments.at(moment, UNUSED))
                .query(Catalogue.LISTED)
                .size(AT_ONCE)
                .trackTotalHits(total -> total.enabled(false))
                .sort(sort -> sort.field(by -> by.field("_shard_doc").order(SortOrder.Asc)))
                .source(WHOLE);
        if (!after.isEmpty()) {
            request.searchAfter(after);
        }
        return catalogue.read(request.build()).map(CataloguePage::new);
    }
}
