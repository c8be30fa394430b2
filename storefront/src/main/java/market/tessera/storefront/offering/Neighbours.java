package market.tessera.storefront.offering;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.Institutions;
import market.tessera.storefront.catalogue.Listings;
import market.tessera.storefront.catalogue.Pathways;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.offering.OfferingViewMaker.Surroundings;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What stands around an offering: its institution, the pathways it is part of and what else is in them, what it can be compared with. */
@Component
class Neighbours {
    private final Listings listings;
    private final Institutions institutions;
    private final Pathways pathways;
    private final Similar similar;

    Neighbours(Listings listings, Institutions institutions, Pathways pathways, Similar similar) {
        this.listings = listings;
        this.institutions = institutions;
        this.pathways = pathways;
        this.similar = similar;
    }

    Mono<Surroundings> of(Listed listed) {
        var institution = institutions
                .bySlug(listed.offering().provider().slug())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        return Mono.zip(institution, pathways.with(listed.offering().id()), similar.to(listed))
                .flatMap(found -> cards(found.getT2())
                        .map(cards -> new Surroundings(found.getT1(), found.getT2(), cards, found.getT3())));
    }

    private Mono<Map<String, Card>> cards(List<Pathway> pathways) {
        var ids = pathways.stream()
                .flatMap(pathway -> pathway.offerings().stream())
                .distinct()
                .toList();
        return listings.of(ids)
                .map(found -> found.values().stream()
                        .map(Listing::card)
                        .collect(Collectors.toMap(Card::id, Function.identity())));
    }
}
