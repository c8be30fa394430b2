package market.tessera.document.comparison;

import java.math.BigDecimal;
import java.util.Optional;
import market.tessera.document.snapshot.Basis;
import market.tessera.document.snapshot.OfferingSnapshot;
import org.jspecify.annotations.Nullable;

/** Credit in ECTS: stated as such, or by the factor the provider states; never by a factor of ours. */
record EctsCredits(
        @Nullable BigDecimal points,
        Basis basis,
        @Nullable String rule,
        @Nullable String from) {
    static final EctsCredits UNDISCLOSED = new EctsCredits(null, Basis.UNDISCLOSED, null, null);

    static EctsCredits of(OfferingSnapshot offering) {
        var credit = offering.elements().credit();
        if (credit == null) {
            return UNDISCLOSED;
        }
        var points = "ECTS".equalsIgnoreCase(credit.framework()) ? credit.points() : credit.ects();
        if (points == null || points.signum() < 0) {
            return UNDISCLOSED;
        }
        return offering.derivation("credit")
                .map(origin -> new EctsCredits(points, Basis.DERIVED, origin.rule(), origin.from()))
                .orElseGet(() -> new EctsCredits(points, Basis.STATED, null, null));
    }

    /** The points, if there are any to divide or multiply by. */
    Optional<BigDecimal> countable() {
        return Optional.ofNullable(points).filter(number -> number.signum() > 0);
    }
}
