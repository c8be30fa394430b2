package market.tessera.provider.governance;

import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.disclosure.Completeness;
import market.tessera.provider.disclosure.Disclosable.Facts;
import market.tessera.provider.disclosure.DisclosureProfiles;
import market.tessera.provider.draft.Work;
import market.tessera.provider.intake.Intakes;
import market.tessera.provider.provider.Providers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How complete the newest version of an offering is, with its intakes and what its institution says of itself. */
@Component
public class Measurements {
    private final DisclosureProfiles profiles;
    private final Providers providers;
    private final Intakes intakes;

    Measurements(DisclosureProfiles profiles, Providers providers, Intakes intakes) {
        this.profiles = profiles;
        this.providers = providers;
        this.intakes = intakes;
    }

    public Mono<Completeness> of(Work work) {
        return Mono.zip(
                providers.find(work.provider()),
                intakes.open(work.id()).map(Intake::terms).collectList(),
                (provider, terms) -> profiles.measure(new Facts(
                        work.elements(),
                        terms,
                        provider.profile().country(),
                        provider.profile().refund() != null)));
    }
}
