package market.tessera.storefront.offering;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import market.tessera.platform.money.Money;
import market.tessera.storefront.catalogue.CataloguePage.Entry;
import market.tessera.storefront.document.Basis;
import market.tessera.storefront.document.Elements;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Measures;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.document.Offering.Provenance;
import market.tessera.storefront.document.Reputation;
import org.jspecify.annotations.Nullable;

/**
 * An offering whole, for programs.
 *
 * @param elements as the provider has published them
 * @param provenance of every element, also of those that are simply stated or undisclosed
 * @param measures the numbers that offerings are compared by
 */
@Schema(name = "Offering")
public record OfferingDetail(
        String id,
        String slug,
        String url,
        int edition,

        @Schema(description = "Counts every change of the offering or its intakes; as in `/api/v1/changes`.")
        long version,

        Offering.Publisher provider,
        Elements elements,

        @Schema(description = "How each element is known: stated, derived by a rule, or undisclosed.")
        Map<String, Provenance> provenance,

        Measures measures,
        List<IntakeView> intakes,
        List<String> comparableIn,

        @Schema(description = "What learners gave, one to five stars; null as long as nobody has.")
        Reputation.@Nullable Rating rating,

        @Schema(
                description =
                        "How many of the enrolled have completed; null as long as fewer than 20 have. Who is still learning counts as enrolled.")
        Reputation.@Nullable Completion completion,

        @Nullable Instant publishedAt,
        @Nullable Instant updatedAt) {
    private static final List<RecordComponent> ELEMENTS = List.of(Elements.class.getRecordComponents());
    private static final Provenance STATED = new Provenance(Basis.STATED, null, null);
    private static final Provenance UNDISCLOSED = new Provenance(Basis.UNDISCLOSED, null, null);

    /**
     * @param seatsLeft null where unlimited or not known
     * @param waitlist whether people can stand in line once it is full
     * @param teachers their names; empty where nothing is said
     */
    @Schema(name = "Intake")
    public record IntakeView(
            String id,
            boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            @Nullable Integer seats,
            @Nullable Integer seatsLeft,
            boolean waitlist,
            @Nullable String mode,
            @Nullable String place,
            @Nullable Money price,
            List<String> teachers,
            boolean open) {}

    static OfferingDetail of(Listed listed, String origin, LocalDate today) {
        return of(
                new Entry(listed.measures(), listed.offering(), listed.reputation(), listed.version()), origin, today);
    }

    public static OfferingDetail of(Entry entry, String origin, LocalDate today) {
        var offering = entry.offering();
        var reputation = Objects.requireNonNullElse(entry.reputation(), Reputation.NONE);
        return new OfferingDetail(
                offering.id(),
                offering.slug(),
                origin + "/offerings/" + offering.slug(),
                offering.edition(),
                entry.version(),
                offering.provider(),
                offering.elements().at(origin),
                provenance(offering),
                entry.compare(),
                offering.intakes().stream().map(intake -> view(intake, today)).toList(),
                offering.comparableIn(),
                reputation.rating(),
                reputation.completion(),
                offering.publishedAt(),
                offering.updatedAt());
    }

    private static Map<String, Provenance> provenance(Offering offering) {
        var provenance = new LinkedHashMap<String, Provenance>();
        for (var element : ELEMENTS) {
            provenance.put(element.getName(), says(offering.elements(), element) ? STATED : UNDISCLOSED);
        }
        provenance.putAll(offering.provenance());
        return provenance;
    }

    private static boolean says(Elements elements, RecordComponent element) {
        try {
            var value = element.getAccessor().invoke(elements);
            return value != null && !(value instanceof Collection<?> list && list.isEmpty());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static IntakeView view(Offering.Intake intake, LocalDate today) {
        return new IntakeView(
                intake.id(),
                intake.selfPaced(),
                intake.starts(),
                intake.ends(),
                intake.closes(),
                intake.seats(),
                intake.free(),
                Boolean.TRUE.equals(intake.waitlist()),
                intake.mode(),
                intake.place(),
                intake.price(),
                Objects.requireNonNullElse(intake.teachers(), List.of()),
                intake.isOpen(today));
    }
}
