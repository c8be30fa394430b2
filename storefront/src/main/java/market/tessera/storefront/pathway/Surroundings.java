package market.tessera.storefront.pathway;

import market.tessera.storefront.catalogue.Institutions;
import market.tessera.storefront.catalogue.Listings;
import market.tessera.storefront.catalogue.Pathways;
import market.tessera.storefront.document.Pathway;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what stands around a pathway: its institution and its parts. */
@Component
class Surroundings {
    private final Pathways pathways;
    private final Institutions institutions;
    private final Listings listings;

    Surroundings(Pathways pathways, Institutions institutions, Listings listings) {
        this.pathways = pathways;
        this.institutions = institutions;
        this.listings = listings;
    }

    Mono<Around> of(Pathway pathway) {
        return Mono.zip(
                        institutions.bySlug(pathway.provider().slug()).singleOptional(),
                        listings.of(pathway.offerings()),
                        pathways.byIds(pathway.pathways()))
                .map(found -> new Around(pathway, found.getT1(), found.getT2(), found.getT3()));
    }
}
