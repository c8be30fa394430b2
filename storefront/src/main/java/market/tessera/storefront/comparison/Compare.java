package market.tessera.storefront.comparison;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.catalogue.Institutions;
import market.tessera.storefront.comparison.Comparison.Cell;
import market.tessera.storefront.comparison.Comparison.Column;
import market.tessera.storefront.comparison.Comparison.Row;
import market.tessera.storefront.comparison.Comparison.Start;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Mark;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.Wording;
import market.tessera.storefront.facts.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lays offerings side by side. */
@Service
class Compare {
    static final int FEWEST = 2;
    static final int MOST = 6;

    private final Catalogue catalogue;
    private final Institutions institutions;
    private final Conversions conversions;
    private final Wording wording;
    private final Clock clock;

    Compare(Catalogue catalogue, Institutions institutions, Conversions conversions, Wording wording, Clock clock) {
        this.catalogue = catalogue;
        this.institutions = institutions;
        this.conversions = conversions;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * @param comparison empty if too few of the offerings are left
     * @param missing ids that do not exist or are no longer on offer
     * @param closed intakes that none of the offerings has, or that can no longer be enrolled in
     */
    record Outcome(Optional<Comparison> comparison, List<String> missing, List<String> closed) {}

    /** @param currency to compare in; without it the one they all have, else euro */
    Mono<Outcome> compare(Ids ids, Optional<Conversion> currency, Locale locale) {
        var today = LocalDate.now(clock);
        return catalogue
                .byIds(ids.offerings())
                .map(found -> found.stream()
                        .filter(Listed.class::isInstance)
                        .map(Listed.class::cast)
                        .map(listed -> Candidate.of(listed, ids.intakes(), today, euro()))
                        .toList())
                .flatMap(candidates -> outcome(ids, candidates, currency, locale));
    }

    private Mono<Outcome> outcome(Ids ids, List<Candidate> candidates, Optional<Conversion> currency, Locale locale) {
        var listed = candidates.stream().map(Candidate::listed).toList();
        var missing = without(
                ids.offerings(), listed.stream().map(each -> each.offering().id()));
        var closed = without(
                ids.intakes(),
                candidates.stream().flatMap(each -> each.open().stream()).map(Offering.Intake::id));
        if (listed.size() < FEWEST) {
            return Mono.just(new Outcome(Optional.empty(), missing, closed));
        }
        var conversion = currency.orElseGet(() -> common(listed));
        return institutions(listed)
                .map(known -> compare(candidates, known, conversion, wording.in(locale)))
                .map(comparison -> new Outcome(Optional.of(comparison), missing, closed));
    }

    private static List<String> without(List<String> all, Stream<String> found) {
        var known = found.collect(Collectors.toSet());
        return all.stream().filter(id -> !known.contains(id)).toList();
    }

    private Conversion euro() {
        return conversions.into("EUR").orElseThrow();
    }

    /** As they are now, by their addresses. */
    private Mono<Map<String, Institution>> institutions(List<Listed> listed) {
        var slugs = listed.stream()
                .map(each -> each.offering().provider().slug())
                .distinct()
                .toList();
        return institutions
                .bySlugs(slugs)
                .map(found -> found.stream().collect(Collectors.toMap(Institution::slug, Function.identity())));
    }

    private static Institution.@Nullable Refund terms(@Nullable Institution institution) {
        return institution == null ? null : institution.refund();
    }

    private Comparison compare(
            List<Candidate> candidates, Map<String, Institution> institutions, Conversion conversion, Words words) {
        var today = LocalDate.now(clock);
        var listed = candidates.stream().map(Candidate::listed).toList();
        var subjects = candidates.stream()
                .map(each -> new Subject(each, terms(of(each, institutions)), conversion, words, today))
                .toList();
        return new Comparison(
                candidates.stream()
                        .map(each -> column(each, of(each, institutions), words))
                        .toList(),
                Element.ALL.stream().map(element -> row(element, subjects)).toList(),
                conversion.currency().getCurrencyCode(),
                converted(listed, conversion) ? rate(conversion, words) : null);
    }

    private static @Nullable Institution of(Candidate candidate, Map<String, Institution> institutions) {
        return institutions.get(candidate.listed().offering().provider().slug());
    }

    private Conversion common(List<Listed> listed) {
        var currencies = listed.stream()
                .map(each -> each.measures().cost().currency())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return Optional.of(currencies)
                .filter(all -> all.size() == 1)
                .flatMap(all -> conversions.into(all.getFirst().getCurrencyCode()))
                .orElseGet(this::euro);
    }

    private static boolean converted(List<Listed> listed, Conversion conversion) {
        return listed.stream()
                .map(each -> each.measures().cost().currency())
                .anyMatch(currency -> currency != null && !currency.equals(conversion.currency()));
    }

    private static @Nullable String rate(Conversion conversion, Words words) {
        return conversion.rate().map(words::rate).orElse(null);
    }

    private static Column column(Candidate candidate, @Nullable Institution institution, Words words) {
        var offering = candidate.listed().offering();
        var mark = institution == null ? Mark.of(candidate.listed().card().provider()) : Mark.of(institution);
        return new Column(
                offering.id(),
                offering.elements().title(),
                "/offerings/" + offering.slug(),
                new Comparison.Provider(mark.name(), mark.hue(), mark.logo()),
                candidate.open().stream()
                        .map(intake -> new Start(
                                intake.id(),
                                text(intake, differ(candidate.open()), words),
                                candidate.intake().filter(intake::equals).isPresent()))
                        .toList());
    }

    /** Whether one has to know the prices to choose. */
    private static boolean differ(List<Offering.Intake> intakes) {
        return intakes.stream().map(Offering.Intake::price).distinct().count() > 1;
    }

    private static String text(Offering.Intake intake, boolean priced, Words words) {
        var starts = intake.starts() == null ? words.get("fact.anyTime") : words.date(intake.starts());
        var text = Words.apart(
                starts,
                intake.price() == null || !priced ? null : words.money(intake.price()),
                intake.place(),
                intake.isFull() ? words.get("compare.full") : null);
        return text == null ? starts : text;
    }

    private static Row row(Element element, List<Subject> subjects) {
        var readings = subjects.stream().map(element.reading()).toList();
        var best = best(readings);
        var cells = new ArrayList<Cell>();
        for (var at = 0; at < readings.size(); at++) {
            cells.add(cell(subjects.get(at), readings.get(at), best));
        }
        var words = subjects.getFirst().words();
        return new Row(
                element.name(),
                words.get("compare.element." + element.name()),
                words.ifKnown(
                                "compare.unit." + element.name(),
                                subjects.getFirst().conversion().currency().getCurrencyCode())
                        .orElse(null),
                readings.stream().allMatch(readings.getFirst()::readsAs),
                cells);
    }

    private static Cell cell(Subject subject, Reading reading, Optional<Long> best) {
        return new Cell(
                subject.listed().offering().id(),
                reading.value(),
                reading.text(),
                reading.detail(),
                reading.basis(),
                reading.rule(),
                reading.rank() != null && best.filter(reading.rank()::equals).isPresent());
    }

    /** The least rank, if at least two are known and they are not all the same. What is undisclosed takes no part. */
    private static Optional<Long> best(List<Reading> readings) {
        var disclosed = readings.stream().filter(Reading::isDisclosed).toList();
        var ranks =
                disclosed.stream().map(Reading::rank).filter(Objects::nonNull).toList();
        var comparable =
                ranks.size() == disclosed.size() && ranks.stream().distinct().count() > 1;
        return comparable ? ranks.stream().min(Long::compare) : Optional.empty();
    }
}
