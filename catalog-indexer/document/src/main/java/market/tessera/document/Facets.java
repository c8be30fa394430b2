package market.tessera.document;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.document.comparison.Comparison;
import market.tessera.document.comparison.EqfLevel;
import market.tessera.document.intake.Intakes;
import market.tessera.document.intake.Runs;
import market.tessera.document.snapshot.Elements;
import market.tessera.document.snapshot.OfferingSnapshot;
import org.jspecify.annotations.Nullable;

/** The values one can filter by. Never empty: what is not stated is in the bucket {@value Elements#UNDISCLOSED}. */
record Facets(
        List<String> subject,
        String level,
        String eqf,
        List<String> mode,
        List<String> language,
        String provider,
        String country,
        String credential,
        String creditBearing,
        String stackable,
        List<String> assessment,
        List<String> priced,
        String availability) {
    static Facets of(OfferingSnapshot offering, Comparison comparison, Intakes intakes, Runs runs) {
        var elements = offering.elements();
        var provider = offering.provider();
        return new Facets(
                any(elements.subjects().stream().flatMap(SubjectCodes::withAncestors)),
                level(elements.level()),
                eqf(elements.level(), comparison.eqf()),
                runs.modes(),
                any(elements.languages().stream().map(Facets::withoutRegion)),
                provider.slug(),
                one(provider.country()),
                one(elements.credential() == null ? null : elements.credential().type()),
                creditBearing(elements.credit()),
                stackable(elements.stackability()).map(String::valueOf).orElse(Elements.UNDISCLOSED),
                any(elements.assessment().stream().map(Elements.Typed::type)),
                runs.priced(),
                intakes.availability());
    }

    /** Whether it counts toward something larger; empty if nothing is said. */
    static Optional<Boolean> stackable(Elements.@Nullable Stackability stackability) {
        if (stackability == null) {
            return Optional.empty();
        }
        var recognised = stackability.recognisedBy() != null
                && !stackability.recognisedBy().isEmpty();
        if (!recognised && stackability.standalone() == null) {
            return Optional.empty();
        }
        return Optional.of(recognised || Boolean.FALSE.equals(stackability.standalone()));
    }

    private static String level(Elements.@Nullable Level level) {
        return level == null
                ? Elements.UNDISCLOSED
                : level.framework().strip().toUpperCase(Locale.ROOT) + ":"
                        + level.value().strip();
    }

    private static String eqf(Elements.@Nullable Level stated, EqfLevel eqf) {
        if (stated == null) {
            return Elements.UNDISCLOSED;
        }
        return eqf.level() == null ? "unmapped" : eqf.level().toString();
    }

    private static String creditBearing(Elements.@Nullable Credit credit) {
        return credit == null || credit.points() == null
                ? Elements.UNDISCLOSED
                : String.valueOf(credit.points().signum() > 0);
    }

    private static String withoutRegion(String language) {
        return Locale.forLanguageTag(language).getLanguage().isEmpty()
                ? language
                : Locale.forLanguageTag(language).getLanguage();
    }

    private static String one(@Nullable String value) {
        return value == null || value.isBlank() ? Elements.UNDISCLOSED : value;
    }

    private static List<String> any(Stream<String> values) {
        var given = values.filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .distinct()
                .toList();
        return given.isEmpty() ? List.of(Elements.UNDISCLOSED) : given;
    }
}
