package market.tessera.document.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** {@code offering.published} as far as the index looks into it; members are those of {@code docs/events.md}. */
public record OfferingSnapshot(
        String id,
        String slug,
        @Nullable Integer edition,
        Provider provider,
        Elements elements,
        Map<String, Provenance> provenance,
        List<Intake> intakes,
        @Nullable Double completeness,
        List<String> comparableIn,
        @Nullable Instant publishedAt,
        @Nullable Instant updatedAt) {

    public OfferingSnapshot {
        provenance = provenance == null ? Map.of() : provenance;
        intakes = intakes == null ? List.of() : intakes;
        comparableIn = comparableIn == null ? List.of() : comparableIn;
    }

    /** How an element came to be, if it is not simply stated. */
    public Optional<Provenance> derivation(String element) {
        return Optional.ofNullable(provenance.get(element)).filter(origin -> origin.basis() == Basis.DERIVED);
    }

    public record Provider(
            String id,
            String slug,
            String name,
            @Nullable String country,
            @Nullable String city,
            @Nullable Integer hue,
            @Nullable String kind) {}

    public record Provenance(
            @Nullable Basis basis,
            @Nullable String rule,
            @Nullable String from) {}

    public record Intake(
            String id,
            @Nullable Boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            @Nullable Integer seats,
            @Nullable String mode,
            @Nullable String place,
            @Nullable Money price) {}
}
