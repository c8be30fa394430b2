package market.tessera.storefront.search.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.document.Offering.Intake;
import market.tessera.storefront.facet.Bands;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import market.tessera.storefront.facet.Span;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/**
 * When an intake may start.
 *
 * @param days first days, any of them
 * @param anyDay whether one that can be started on any day will do
 * @param undisclosed whether an offering that says nothing of intakes will do
 */
record WantedStart(List<Span<LocalDate>> days, boolean anyDay, boolean undisclosed) {

    /** @param bands the values of the facet; none means all of them */
    static Optional<WantedStart> of(Ranges ranges, List<String> bands, LocalDate today) {
        if (bands.isEmpty()) {
            return ranges.boundsStart()
                    ? Optional.of(new WantedStart(List.of(ranges.starts()), true, false))
                    : Optional.empty();
        }
        var days = bands.stream()
                .map(Bands.start(today)::get)
                .filter(Objects::nonNull)
                .map(ranges.starts()::and)
                .toList();
        return Optional.of(new WantedStart(
                days, bands.contains(Bands.ANY_DAY), bands.contains(Facet.UNDISCLOSED) && !ranges.boundsStart()));
    }

    Query query(String starts, String selfPaced, String availability) {
        var any = new ArrayList<Query>();
        days.forEach(span -> any.add(span.on(starts)));
        if (anyDay) {
            any.add(Catalogue.term(selfPaced, FieldValue.TRUE));
        }
        if (undisclosed) {
            any.add(Catalogue.term(availability, FieldValue.of(Facet.UNDISCLOSED)));
        }
        return OneIntake.anyOf(any);
    }

    boolean holds(Intake intake) {
        var starts = intake.starts();
        return (anyDay && intake.selfPaced())
                || (starts != null && days.stream().anyMatch(span -> span.holds(starts)));
    }
}
