package market.tessera.provider.editing;

import java.util.List;
import java.util.stream.Stream;
import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.disclosure.Disclosable;
import market.tessera.provider.disclosure.Disclosable.Facts;
import market.tessera.provider.disclosure.DisclosureProfile;
import market.tessera.provider.disclosure.DisclosureProfiles;
import market.tessera.provider.draft.Work;
import market.tessera.provider.intake.Intakes;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.Providers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How much of an offering is disclosed, and what is missing for it to be comparable, in every market. */
@Component
public class Completion {
    private final DisclosureProfiles profiles;
    private final Providers providers;
    private final Intakes intakes;

    Completion(DisclosureProfiles profiles, Providers providers, Intakes intakes) {
        this.profiles = profiles;
        this.providers = providers;
        this.intakes = intakes;
    }

    /**
     * @param percent of the elements that the provider's own market asks for
     * @param markets the provider's own first
     */
    public record Report(int percent, List<Market> markets) {}

    /** A disclosure profile, and what of it is disclosed. */
    public record Market(String name, String title, boolean met, List<Item> items) {
        public long missing() {
            return items.stream()
                    .filter(item -> item.state().equals("required"))
                    .count();
        }
    }

    /** @param state {@code done}, {@code required} (and missing), or {@code wished} */
    public record Item(String key, String state) {}

    public Mono<Report> of(Work work, Elements elements) {
        return Mono.zip(
                        providers.find(work.provider()),
                        intakes.open(work.id()).map(Intake::terms).collectList())
                .map(known -> new Facts(
                        elements,
                        known.getT2(),
                        known.getT1().profile().country(),
                        known.getT1().profile().refund() != null))
                .map(this::report);
    }

    private Report report(Facts facts) {
        var home = profiles.forCountry(facts.country());
        return new Report(
                profiles.measure(facts).share().movePointRight(2).intValue(),
                Stream.concat(Stream.of(home), profiles.all().stream().filter(profile -> !profile.equals(home)))
                        .map(profile -> market(profile, facts))
                        .toList());
    }

    private static Market market(DisclosureProfile profile, Facts facts) {
        return new Market(
                profile.name(),
                profile.title(),
                profile.isMetBy(facts),
                Stream.concat(
                                profile.required().stream().map(element -> item(element, facts, "required")),
                                profile.recommended().stream().map(element -> item(element, facts, "wished")))
                        .toList());
    }

    private static Item item(Disclosable element, Facts facts, String otherwise) {
        return new Item(element.name(), element.isDisclosedBy(facts) ? "done" : otherwise);
    }
}
