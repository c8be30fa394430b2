package market.tessera.storefront.offering;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.Readers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Makes the one page that an offering has, for whoever looks at it: learners once it is public, its authors before. */
@Component
class ShowOffering {
    private final Neighbours neighbours;
    private final Readers readers;
    private final Conversions conversions;
    private final Clock clock;
    private final String origin;

    ShowOffering(
            Neighbours neighbours,
            Readers readers,
            Conversions conversions,
            Clock clock,
            @Value("${tessera.public-url}") String origin) {
        this.neighbours = neighbours;
        this.readers = readers;
        this.conversions = conversions;
        this.clock = clock;
        this.origin = origin;
    }

    /** @param intake the one to show it by; one that is not open, or none of its own, says nothing */
    Mono<Rendering.Builder<?>> show(Listed listed, Optional<String> intake, Optional<String> currency, Locale locale) {
        var shown = shown(listed, intake);
        return neighbours
                .of(listed)
                .zipWith(
                        readers.of(locale, currency),
                        (surroundings, reader) -> new OfferingViewMaker(
                                listed, shown, surroundings, reader, LocalDate.now(clock), origin))
                .map(maker -> Rendering.view("storefront/offering")
                        .modelAttribute("offering", maker.make())
                        .modelAttribute("chosen", List.of()));
    }

    private Listed shown(Listed listed, Optional<String> intake) {
        var euro = conversions.into("EUR").orElseThrow();
        return listed.offering().openIntakes(LocalDate.now(clock)).stream()
                .filter(open -> intake.filter(open.id()::equals).isPresent())
                .findFirst()
                .map(open -> listed.at(open, euro::of))
                .orElse(listed);
    }
}
