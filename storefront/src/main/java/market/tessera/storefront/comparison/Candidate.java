package market.tessera.storefront.comparison;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Offering.Intake;
import market.tessera.storefront.facts.Conversion;

/**
 * An offering with the intake it is compared by: the next one, unless another was chosen.
 *
 * @param listed with the cost, the dates and the way of that intake
 * @param intake empty where there is none that can be enrolled in
 * @param open all that can be
 */
record Candidate(Listed listed, Optional<Intake> intake, List<Intake> open) {

    /**
     * @param chosen ids of intakes; those of other offerings, and of intakes that are closed, say nothing here
     * @param euro for what is compared whatever the currency
     */
    static Candidate of(Listed listed, Collection<String> chosen, LocalDate today, Conversion euro) {
        var open = listed.offering().openIntakes(today);
        var next = Optional.ofNullable(listed.card().nextIntake()).map(Card.NextIntake::id);
        var wanted =
                open.stream().filter(intake -> chosen.contains(intake.id())).findFirst();
        var shown = wanted.or(() -> open.stream()
                .filter(intake -> next.equals(Optional.of(intake.id())))
                .findFirst());
        return wanted.filter(intake -> !next.equals(Optional.of(intake.id())))
                .map(intake -> new Candidate(listed.at(intake, euro::of), shown, open))
                .orElseGet(() -> new Candidate(listed, shown, open));
    }
}
