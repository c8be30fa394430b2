package market.tessera.provider.pathwaypage;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Typed;
import market.tessera.provider.elements.Written;
import market.tessera.provider.pathway.EditPathway;
import market.tessera.provider.pathway.GovernPathway;
import market.tessera.provider.pathway.Parts;
import market.tessera.provider.pathway.Parts.Part;
import market.tessera.provider.pathway.PathwayWork;
import market.tessera.provider.pathway.Pathways;
import market.tessera.provider.pathway.Writing;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.pathwaypage.PathwayEditor.Sent;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The editor of a pathway. Every button saves what can be kept, so nothing is lost by looking for another part; who comes second sees what
 * the others have made of it, with what was typed still in the form.
 */
@Controller
@RequestMapping("/portal/pathways/{pathway}/edit")
class PathwayEditorPage {
    private final Pathways pathways;
    private final EditPathway edit;
    private final PathwayEditor editor;
    private final Parts parts;
    private final ElementWords elements;
    private final PathwayWords words;

    PathwayEditorPage(
            Pathways pathways,
            EditPathway edit,
            PathwayEditor editor,
            Parts parts,
            ElementWords elements,
            PathwayWords words) {
        this.pathways = pathways;
        this.edit = edit;
        this.editor = editor;
        this.parts = parts;
        this.elements = elements;
        this.words = words;
    }

    /** One entry of the error summary. */
    record Problem(String field, String message) {}

    /** What the page is filled with. */
    private record Filling(
            PathwayWork work,
            PathwayContent content,
            Typed typed,
            SequencedMap<String, String> mistakes,
            List<Problem> problems,
            String saving,
            long revision) {}

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID pathway, Locale locale) {
        return writable(scope, pathway)
                .flatMap(work -> work.editable()
                        ? page(stored(work), "", "", scope).map(Rendering.Builder::build)
                        : Mono.just(SeeOther.to("/portal/pathways/" + pathway)));
    }

    @PostMapping
    Mono<Rendering> save(ProviderScope scope, @PathVariable UUID pathway, ServerWebExchange exchange, Locale locale) {
        return writable(scope, pathway)
                .zipWith(exchange.getFormData())
                .flatMap(both -> save(scope, both.getT1(), editor.read(both.getT2(), both.getT1()), locale));
    }

    private Mono<Rendering> save(ProviderScope scope, PathwayWork work, Sent sent, Locale locale) {
        if (sent.isOutdated(work)) {
            return overtaken(scope, work, sent, "conflict", locale);
        }
        return edit.save(scope, work.id(), sent.revision(), sent.content()).flatMap(writing -> switch (writing) {
            case Writing.Written(var revision) -> written(scope, work, sent, revision, locale);
            case Writing.Conflict(var now) -> overtaken(scope, now, sent, "conflict", locale);
            case Writing.Closed(var now) -> overtaken(scope, now, sent, "closed", locale);
            case Writing.Circular(var circular) -> unfit(scope, work, sent, "pathway.circular", circular, locale);
            case Writing.Unknown(var unknown) -> unfit(scope, work, sent, "pathway.unknown", unknown, locale);
        });
    }

    private Mono<Rendering> written(ProviderScope scope, PathwayWork work, Sent sent, long revision, Locale locale) {
        if (sent.understood().whole() && !sent.turned()) {
            return Mono.just(SeeOther.to("/portal/pathways/" + work.id() + "/edit?saved"));
        }
        var whole = sent.understood().whole();
        var filling = filling(work, sent, whole ? "saved" : "partly", List.of(), revision, locale);
        return page(filling, sent.find(), sent.add(), scope)
                .map(page -> page.status(whole ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .build());
    }

    /** With what is stored now beside what was typed. */
    private Mono<Rendering> overtaken(ProviderScope scope, PathwayWork now, Sent sent, String why, Locale locale) {
        return Mono.zip(parts.of(now.provider(), now.content()), parts.of(now.provider(), sent.content()))
                .map(known -> {
                    var both = new HashMap<>(known.getT1());
                    both.putAll(known.getT2());
                    return words.between(now.content(), sent.content(), both, locale);
                })
                .zipWith(page(filling(now, sent, why, List.of(), now.revision(), locale), "", "", scope))
                .map(both -> both.getT2()
                        .modelAttribute("differences", both.getT1())
                        .status(HttpStatus.CONFLICT)
                        .build());
    }

    private Mono<Rendering> unfit(
            ProviderScope scope, PathwayWork work, Sent sent, String why, List<UUID> which, Locale locale) {
        return parts.of(work.provider(), new PathwayContent(sent.content().terms(), List.of(), which))
                .map(known -> String.join(
                        ", ", known.values().stream().map(Part::title).toList()))
                .map(titles -> List.of(new Problem("parts", words.word(why, locale, titles))))
                .flatMap(problems ->
                        page(filling(work, sent, "unfit", problems, sent.revision(), locale), "", "", scope))
                .map(page -> page.status(HttpStatus.CONFLICT).build());
    }

    private static Filling stored(PathwayWork work) {
        return new Filling(
                work,
                work.content(),
                Written.of(Section.PATHWAY, work.content().terms()),
                new LinkedHashMap<>(),
                List.of(),
                "fresh",
                work.revision());
    }

    private Filling filling(
            PathwayWork work, Sent sent, String saving, List<Problem> others, long revision, Locale locale) {
        var mistakes = new LinkedHashMap<String, String>();
        sent.understood()
                .mistakes()
                .forEach((input, mistake) -> mistakes.put(input, elements.mistake(mistake, locale)));
        var problems = Stream.concat(
                        others.stream(),
                        mistakes.entrySet().stream()
                                .map(entry -> new Problem(
                                        entry.getKey(),
                                        elements.place("pathway", entry.getKey(), locale) + ": " + entry.getValue())))
                .toList();
        return new Filling(work, sent.content(), sent.understood().typed(), mistakes, problems, saving, revision);
    }

    private Mono<Rendering.Builder<?>> page(Filling filling, String find, String add, ProviderScope scope) {
        var work = filling.work();
        var found = find.isEmpty()
                ? Mono.just(List.<Part>of())
                : parts.search(scope, work.provider(), find)
                        .filter(part -> !part.id().equals(work.id()))
                        .filter(part -> !chosen(filling.content()).contains(part.id()))
                        .collectList();
        return Mono.zip(parts.of(work.provider(), filling.content()), found)
                .map(known -> Rendering.view("provider-portal/pathway-editor")
                        .modelAttribute("work", work)
                        .modelAttribute("sections", Section.PATHWAY)
                        .modelAttribute("typed", filling.typed())
                        .modelAttribute("mistakes", filling.mistakes())
                        .modelAttribute("problems", filling.problems())
                        .modelAttribute("saving", filling.saving())
                        .modelAttribute("revision", filling.revision())
                        .modelAttribute("added", add)
                        .modelAttribute("offerings", listed(filling.content().offerings(), known.getT1()))
                        .modelAttribute("pathways", listed(filling.content().pathways(), known.getT1()))
                        .modelAttribute("find", find)
                        .modelAttribute("found", known.getT2()));
    }

    private static List<UUID> chosen(PathwayContent content) {
        return Stream.concat(content.offerings().stream(), content.pathways().stream())
                .toList();
    }

    /** What is not there any more keeps its place, without a title. */
    private static List<Part> listed(List<UUID> ids, Map<UUID, Part> known) {
        return ids.stream()
                .map(id ->
                        Objects.requireNonNullElseGet(known.get(id), () -> new Part(id, false, "", null, false, null)))
                .toList();
    }

    private Mono<PathwayWork> writable(ProviderScope scope, UUID pathway) {
        return pathways.find(scope, pathway)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), GovernPathway.authors()));
    }
}
