package market.tessera.storefront.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.FilterAggregate;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The pages of all offerings, pathways and institutions, read a thousand at a time. */
@Component
public final class SiteEntries {
    private static final int AT_ONCE = 1_000;
    private static final String LAST = "last";

    private final Catalogue catalogue;

    SiteEntries(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Flux<SiteEntry> institutions() {
        return entries(Index.PROVIDERS, Catalogue.LISTED, "/institutions/");
    }

    public Flux<SiteEntry> pathways() {
        return entries(Index.PATHWAYS, Catalogue.LISTED, "/pathways/");
    }

    /** @param beginning of the offerings' ids; empty for all. Ids are random, so that each digit of it leaves a sixteenth. */
    public Flux<SiteEntry> offerings(String beginning) {
        return entries(Index.OFFERINGS, listed(beginning), "/offerings/");
    }

    /** How many offerings there are. */
    public Mono<Long> count() {
        var request = new SearchRequest.Builder()
                .query(Catalogue.LISTED)
                .size(0)
                .trackTotalHits(total -> total.enabled(true));
        return catalogue
                .search(Index.OFFERINGS, request, Document.class)
                .map(response -> Objects.requireNonNull(response.hits().total()).value());
    }

    /** The day of the last change of the offerings whose ids begin so, by beginning; without those there are none of. */
    public Mono<Map<String, LocalDate>> lastChanges(List<String> beginnings) {
        var request = new SearchRequest.Builder().size(0).trackTotalHits(total -> total.enabled(false));
        beginnings.forEach(beginning -> request.aggregations(
                beginning,
                part -> part.filter(listed(beginning))
                        .aggregations(LAST, last -> last.max(max -> max.field("updatedAt")))));
        return catalogue
                .search(Index.OFFERINGS, request, Document.class)
                .map(response -> beginnings.stream()
                        .map(beginning -> Map.entry(
                                beginning,
                                Objects.requireNonNull(response.aggregations().get(beginning))
                                        .filter()))
                        .filter(part -> part.getValue().docCount() > 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, part -> lastChange(part.getValue()))));
    }

    private static LocalDate lastChange(FilterAggregate part) {
        var last = Objects.requireNonNull(part.aggregations().get(LAST)).max().value();
        return day(Instant.ofEpochMilli(last == null ? 0 : last.longValue()));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Query listed(String beginning) {
        return beginning.isEmpty()
                ? Catalogue.LISTED
                : Query.of(both -> both.bool(bool -> bool.filter(
                        Catalogue.LISTED,
                        Query.of(query ->
                                query.prefix(prefix -> prefix.field("id").value(beginning))))));
    }

    private Flux<SiteEntry> entries(Index index, Query query, String path) {
        return page(index, query, List.of())
                .expand(page -> page.hits().hits().size() < AT_ONCE
                        ? Mono.empty()
                        : page(index, query, page.hits().hits().getLast().sort()))
                .concatMapIterable(page -> page.hits().hits(), 1)
                .mapNotNull(Hit::source)
                .filter(Objects::nonNull)
                .map(document -> new SiteEntry(path + document.slug(), document.updated()));
    }

    private Mono<SearchResponse<Document>> page(Index index, Query query, List<FieldValue> after) {
        var request = new SearchRequest.Builder()
                .query(query)
                .size(AT_ONCE)
                .trackTotalHits(total -> total.enabled(false))
                .sort(sort -> sort.field(by -> by.field("id").order(SortOrder.Asc)))
                .source(source -> source.filter(filter -> filter.includes("slug", "updatedAt")));
        if (!after.isEmpty()) {
            request.searchAfter(after);
        }
        return catalogue.search(index, request, Document.class);
    }

    private record Document(String slug, @Nullable Instant updatedAt) {
        @Nullable
        LocalDate updated() {
            return updatedAt == null ? null : day(updatedAt);
        }
    }
}
