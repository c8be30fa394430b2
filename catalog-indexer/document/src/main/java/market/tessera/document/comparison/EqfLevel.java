package market.tessera.document.comparison;

import java.util.Locale;
import market.tessera.document.snapshot.Basis;
import market.tessera.document.snapshot.Elements;
import market.tessera.document.snapshot.OfferingSnapshot;
import org.jspecify.annotations.Nullable;

/** The level in the European Qualifications Framework, 1 to 8: stated, or by a published table. */
public record EqfLevel(
        @Nullable Integer level,
        Basis basis,
        @Nullable String rule,
        @Nullable String from) {
    private static final EqfLevel UNDISCLOSED = new EqfLevel(null, Basis.UNDISCLOSED, null, null);

    static EqfLevel of(OfferingSnapshot offering, EqfLevels tables) {
        var level = offering.elements().level();
        if (level == null) {
            return UNDISCLOSED;
        }
        return tables.find(level.framework(), level.value())
                .map(eqf -> of(offering, level, eqf))
                .orElse(UNDISCLOSED);
    }

    private static EqfLevel of(OfferingSnapshot offering, Elements.Level level, int eqf) {
        if (!"EQF".equalsIgnoreCase(level.framework())) {
            var framework = level.framework().toUpperCase(Locale.ROOT);
            return new EqfLevel(eqf, Basis.DERIVED, "eqf-table:" + framework, framework + " " + level.value());
        }
        return offering.derivation("level")
                .map(origin -> new EqfLevel(eqf, Basis.DERIVED, origin.rule(), origin.from()))
                .orElseGet(() -> new EqfLevel(eqf, Basis.STATED, null, null));
    }
}
