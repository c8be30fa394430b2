package market.tessera.storefront.offering;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Lookup.Listed;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What can be compared with an offering: of the same subject, at most one European level away (where no table maps the level, at the same stated
 * one), at another institution. Those that share most skills come first.
 */
@Component
class Similar {
    private static final int SHOWN = 3;
    private static final int NEXT_LEVEL = 1;

    private final Catalogue catalogue;

    Similar(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Mono<List<Listing>> to(Listed listed) {
        var card = listed.card();
        if (card.subjects().isEmpty()) {
            return Mono.just(List.of());
        }
        var request = new SearchRequest.Builder()
                .query(comparable(card))
                .size(SHOWN)
                .source(source -> source.filter(filter -> filter.includes("card", "compare")));
        return catalogue
                .search(Index.OFFERINGS, request, Listing.class)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Query comparable(Card card) {
        var subjects = card.subjects().stream().map(Card.Subject::key).toList();
        var together = new ArrayList<Query>(List.of(Catalogue.LISTED, Catalogue.anyOf("facet.subject", subjects)));
        if (card.level() != null) {
            together.add(level(card.level()));
        }
        return Query.of(query -> query.bool(bool -> bool.filter(together)
                .mustNot(Catalogue.term(
                        "facet.provider", FieldValue.of(card.provider().slug())))
                .should(card.skills().stream().map(Similar::skill).toList())));
    }

    private static Query level(Card.Level level) {
        var eqf = level.eqf();
        return eqf == null
                ? Catalogue.term("facet.level", FieldValue.of(level.framework() + ":" + level.value()))
                : Query.of(query -> query.range(range -> range.field("compare.eqf.level")
                        .gte(JsonData.of(eqf - NEXT_LEVEL))
                        .lte(JsonData.of(eqf + NEXT_LEVEL))));
    }

    private static Query skill(String label) {
        return Query.of(query -> query.match(words -> words.field("skills").query(FieldValue.of(label))));
    }
}
