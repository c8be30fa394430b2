package market.tessera.provider.editing;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import market.tessera.provider.draft.Work;
import market.tessera.provider.elements.Difference;
import market.tessera.provider.elements.Differences;
import market.tessera.provider.elements.ElementForms.Understood;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.elements.Marks;
import market.tessera.provider.elements.Mistake;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Typed;
import market.tessera.provider.elements.Written;
import market.tessera.provider.offering.Elements;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Gathers what the editor shows. */
@Component
class EditorModel {
    private final Completion completion;
    private final Differences differences;
    private final ElementWords words;

    EditorModel(Completion completion, Differences differences, ElementWords words) {
        this.completion = completion;
        this.differences = differences;
        this.words = words;
    }

    /**
     * How the last attempt to save went.
     *
     * @param key {@code fresh}, {@code saved}, {@code partly}, {@code conflict} or {@code closed}
     * @param revision that the next change is made to
     * @param was what the elements say at that revision
     */
    record Status(String key, long revision, Marks was) {}

    /** One entry of the error summary. */
    record Problem(String field, String message) {}

    Mono<Rendering.Builder<?>> stored(String view, Work work, Status status) {
        return filled(view, work, work.elements(), Written.of(Section.OFFERING, work.elements()), Map.of(), status);
    }

    /** With what was typed, whether or not it could be kept. */
    Mono<Rendering.Builder<?>> typed(
            String view, Work work, Understood<Elements> understood, Status status, Locale locale) {
        var mistakes = words(understood.mistakes(), locale);
        return filled(view, work, understood.value(), understood.typed(), mistakes, status)
                .map(rendering -> rendering.modelAttribute("problems", summary(mistakes, locale)));
    }

    /** With what was typed, and how that differs from what somebody else has stored meanwhile. */
    Mono<Rendering.Builder<?>> conflict(String view, Work now, Merge merge, String key, Locale locale) {
        List<Difference> different =
                differences.between(now.elements(), merge.mine().value(), locale);
        var status = new Status(key, now.draft() == null ? 0 : now.draft().revision(), Marks.of(now.elements()));
        return typed(view, now, merge.mine(), status, locale)
                .map(rendering -> rendering
                        .modelAttribute("differences", different)
                        .modelAttribute("both", merge.both())
                        .modelAttribute(
                                "taken",
                                merge.taken().stream()
                                        .map(element -> words.label(element, locale))
                                        .collect(joining(", "))));
    }

    SequencedMap<String, String> words(SequencedMap<String, Mistake> mistakes, Locale locale) {
        return mistakes.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> words.mistake(entry.getValue(), locale),
                        (one, _) -> one,
                        LinkedHashMap::new));
    }

    List<Problem> summary(Map<String, String> mistakes, Locale locale) {
        return mistakes.entrySet().stream()
                .map(entry ->
                        new Problem(entry.getKey(), words.place(entry.getKey(), locale) + ": " + entry.getValue()))
                .toList();
    }

    private Mono<Rendering.Builder<?>> filled(
            String view, Work work, Elements elements, Typed typed, Map<String, String> mistakes, Status status) {
        return completion
                .of(work, elements)
                .map(report -> Rendering.view(view)
                        .modelAttribute("work", work)
                        .modelAttribute("sections", Section.OFFERING)
                        .modelAttribute("typed", typed)
                        .modelAttribute("mistakes", mistakes)
                        .modelAttribute("problems", List.of())
                        .modelAttribute("report", report)
                        .modelAttribute("saving", status));
    }
}
