package market.tessera.storefront.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.storefront.facet.CostBands;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import market.tessera.storefront.search.intake.OneIntake;
import market.tessera.storefront.vocabulary.Vocabulary;

/**
 * A query as it is understood.
 *
 * @param text the words, if there are any
 * @param today by which an intake is open
 */
record Question(
        Optional<TextQuery> text,
        Map<Facet, List<String>> selected,
        Ranges ranges,
        CostBands costs,
        List<String> languages,
        LocalDate today) {

    static Question of(SearchQuery query, List<String> languages, Vocabulary vocabulary, LocalDate today) {
        var text = Optional.ofNullable(query.text()).map(words -> new TextQuery(words, vocabulary));
        return new Question(text, query.selected(), query.ranges(), query.costs(), languages, today);
    }

    List<String> selected(Facet facet) {
        return selected.getOrDefault(facet, List.of());
    }

    /** What is asked of one and the same intake. */
    OneIntake intake() {
        return new OneIntake(ranges, selected, costs, today);
    }

    /** The words alone. */
    Question unfiltered() {
        return new Question(text, Map.of(), Ranges.NONE, costs, languages, today);
    }

    Question saying(TextQuery other) {
        return new Question(Optional.of(other), selected, ranges, costs, languages, today);
    }

    /**
     * The question with one condition less.
     *
     * @param dropped name of the condition
     * @param without parameters that it no longer has
     * @param words what is left of the words, if one of them is left out
     */
    record Relaxed(String dropped, List<String> without, Optional<String> words, Question question) {}

    /** Every question that has one condition less than this one; nothing if it has only one. */
    List<Relaxed> relaxed() {
        var relaxed = new ArrayList<Relaxed>();
        selected.keySet()
                .forEach(facet -> relaxed.add(
                        new Relaxed(facet.parameter(), List.of(facet.parameter()), Optional.empty(), without(facet))));
        bounds().forEach(relaxed::add);
        text.ifPresent(words -> withoutAWord(words).forEach(relaxed::add));
        return List.copyOf(relaxed);
    }

    private Question without(Facet facet) {
        var others = new java.util.EnumMap<Facet, List<String>>(Facet.class);
        others.putAll(selected);
        others.remove(facet);
        return new Question(text, others, ranges, costs, languages, today);
    }

    private Stream<Relaxed> bounds() {
        var cost = ranges.priceMax() == null
                ? Stream.<Relaxed>empty()
                : Stream.of(within(
                        new Ranges(null, ranges.hoursMin(), ranges.hoursMax(), ranges.startsFrom(), ranges.startsTo()),
                        "priceMax",
                        "priceMax"));
        var hours = ranges.hoursMin() == null && ranges.hoursMax() == null
                ? Stream.<Relaxed>empty()
                : Stream.of(within(
                        new Ranges(ranges.priceMax(), null, null, ranges.startsFrom(), ranges.startsTo()),
                        "hours",
                        "hoursMin",
                        "hoursMax"));
        var start = ranges.boundsStart()
                ? Stream.of(within(
                        new Ranges(ranges.priceMax(), ranges.hoursMin(), ranges.hoursMax(), null, null),
                        "starts",
                        "startsFrom",
                        "startsTo"))
                : Stream.<Relaxed>empty();
        return Stream.of(cost, hours, start).flatMap(each -> each);
    }

    private Relaxed within(Ranges others, String dropped, String... without) {
        return new Relaxed(
                dropped,
                List.of(without),
                Optional.empty(),
                new Question(text, selected, others, costs, languages, today));
    }

    private Stream<Relaxed> withoutAWord(TextQuery words) {
        return words.concepts().size() < 2
                ? Stream.empty()
                : IntStream.range(0, words.concepts().size())
                        .mapToObj(words::without)
                        .map(rest -> new Relaxed("q", List.of(), Optional.of(rest.words()), saying(rest)));
    }
}
