package market.tessera.provider.editing;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.page.Markdown;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.draft.Work;
import market.tessera.provider.editing.EditorModel.Status;
import market.tessera.provider.elements.ElementForms;
import market.tessera.provider.elements.ElementForms.Understood;
import market.tessera.provider.elements.Marks;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Typed;
import market.tessera.provider.elements.Written;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.skills.SkillLookup;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The editor of an offering's elements. What cannot be understood stays in its input with the reason beside it, and everything else is saved.
 * The form names the revision that it was filled from; who comes second sees both and decides.
 */
@Controller
class EditorPage {
    private static final String PAGE = "provider-portal/editor";
    private static final String ASIDE = "provider-portal/editor :: aside";

    private final Drafts drafts;
    private final EditDraft editDraft;
    private final ElementForms forms;
    private final EditorModel model;
    private final SkillLookup skills;

    EditorPage(Drafts drafts, EditDraft editDraft, ElementForms forms, EditorModel model, SkillLookup skills) {
        this.skills = skills;
        this.drafts = drafts;
        this.editDraft = editDraft;
        this.forms = forms;
        this.model = model;
    }

    @GetMapping("/portal/offerings/{id}/edit")
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id) {
        return writable(scope, id)
                .flatMap(work -> work.state().editable() || work.draft() == null
                        ? model.stored(PAGE, work, new Status("fresh", revision(work), Marks.of(work.elements())))
                                .map(Rendering.Builder::build)
                        : Mono.just(SeeOther.to("/portal/offerings/" + id)));
    }

    /** Without JavaScript; also to add and to remove rows. */
    @PostMapping("/portal/offerings/{id}/edit")
    Mono<Rendering> save(ProviderScope scope, @PathVariable UUID id, ServerWebExchange exchange, Locale locale) {
        return submitted(scope, id, exchange)
                .flatMap(form -> write(scope, form).flatMap(saving -> switch (saving) {
                    case Saving.Saved(var revision) -> saved(scope, form, revision, locale);
                    case Saving.Conflict(var now) ->
                        model.conflict(PAGE, now, merged(form, now), "conflict", locale)
                                .map(rendering ->
                                        rendering.status(HttpStatus.CONFLICT).build());
                    case Saving.Closed(var now) ->
                        model.conflict(PAGE, now, merged(form, now), "closed", locale)
                                .map(rendering ->
                                        rendering.status(HttpStatus.CONFLICT).build());
                }));
    }

    /** As one types: saves, and answers with completeness and what could not be saved. */
    @PostMapping("/portal/offerings/{id}/edit/autosave")
    Mono<Rendering> autosave(ProviderScope scope, @PathVariable UUID id, ServerWebExchange exchange, Locale locale) {
        return submitted(scope, id, exchange)
                .flatMap(form -> write(scope, form).flatMap(saving -> {
                    var status =
                            switch (saving) {
                                case Saving.Saved(var revision) ->
                                    new Status(
                                            form.understood().whole() ? "saved" : "partly",
                                            revision,
                                            Marks.of(form.understood().value()));
                                case Saving.Conflict _ -> new Status("conflict", form.revision(), form.was());
                                case Saving.Closed _ -> new Status("closed", form.revision(), form.was());
                            };
                    return model.typed(ASIDE, form.work(), form.understood(), status, locale);
                }))
                .map(Rendering.Builder::build);
    }

    /** A piece of the page with JavaScript, else a page of its own. */
    @PostMapping("/portal/markdown")
    Mono<Rendering> markdown(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> Optional.ofNullable(form.getFirst("description")).orElse(""))
                .map(text -> Rendering.view("provider-portal/markdown" + (isHtmx(exchange) ? " :: text" : ""))
                        .modelAttribute("html", Markdown.toHtml(text))
                        .build());
    }

    /**
     * What came in, and the offering that it belongs to.
     *
     * @param add name of the list that gets one more row; empty for none
     * @param look words that skills are looked up with; empty where none are
     * @param files where the kind of its files is uploaded that is wanted next, {@code picture} or {@code document}; empty for neither
     */
    private record Form(
            Work work,
            long revision,
            Marks was,
            Understood<Elements> understood,
            String add,
            String look,
            String files) {
        /** Whether what was public when the form was filled has another edition now; with a draft, the revision tells. */
        boolean isOutdated() {
            return work.draft() == null && (revision != 0 || !was.agree(Marks.of(work.elements())));
        }

        String next() {
            return switch (files) {
                case "picture" -> "/files";
                case "document" -> "/documents";
                default -> "/edit?saved";
            };
        }
    }

    private Merge merged(Form form, Work now) {
        return Merge.of(forms, form.was(), now.elements(), form.understood());
    }

    private Mono<Form> submitted(ProviderScope scope, UUID id, ServerWebExchange exchange) {
        return writable(scope, id).zipWith(exchange.getFormData()).map(both -> {
            var raw = both.getT2();
            var typed = chosen(Typed.from(raw), both.getT1().elements());
            var kept = Optional.ofNullable(raw.getFirst("remove"))
                    .map(typed::without)
                    .orElse(typed);
            return new Form(
                    both.getT1(),
                    number(raw.getFirst("revision")),
                    Marks.parse(raw.getFirst("was")),
                    forms.elements(
                            taken(kept, raw.getFirst("take")), both.getT1().elements()),
                    Optional.ofNullable(raw.getFirst("add")).orElse(""),
                    raw.containsKey("look")
                            ? Optional.ofNullable(raw.getFirst("skillWords"))
                                    .orElse("")
                                    .strip()
                            : "",
                    Optional.ofNullable(raw.getFirst("files")).orElse(""));
        });
    }

    /** With a skill that was looked up: its address, a bar, its name. */
    private static Typed taken(Typed typed, @Nullable String skill) {
        if (skill == null || !skill.contains("|")) {
            return typed;
        }
        var parts = skill.split("\\|", 2);
        return typed.with("skills", Map.of("uri", parts[0], "label", parts[1]));
    }

    /** Of elements that two have changed one says which words are kept: then what is stored takes the place of what was typed. */
    private static Typed chosen(Typed typed, Elements stored) {
        var written = Written.of(Section.OFFERING, stored);
        var chosen = typed;
        for (var element : Section.elements()) {
            if (typed.get("keep[" + element + "]").equals("theirs")) {
                chosen = chosen.taking(element, written);
            }
        }
        return chosen;
    }

    private static long number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,18}") ? Long.parseLong(typed) : -1;
    }

    /** The first change to a public offering begins the draft of its next version. */
    private Mono<Saving> write(ProviderScope scope, Form form) {
        if (form.isOutdated()) {
            return Mono.just(new Saving.Conflict(form.work()));
        }
        var before = form.work().draft() == null
                ? editDraft.begin(scope, form.work().id()).then()
                : Mono.<Void>empty();
        return before.then(Mono.defer(() -> editDraft.save(
                scope, form.work().id(), form.revision(), form.understood().value())));
    }

    private Mono<Rendering> saved(ProviderScope scope, Form form, long revision, Locale locale) {
        if (form.understood().whole() && form.add().isEmpty() && form.look().isEmpty()) {
            return Mono.just(SeeOther.to("/portal/offerings/" + form.work().id() + form.next()));
        }
        var whole = form.understood().whole();
        return model.typed(
                        PAGE,
                        form.work(),
                        form.understood(),
                        new Status(
                                whole ? "saved" : "partly",
                                revision,
                                Marks.of(form.understood().value())),
                        locale)
                .zipWith(skills.find(scope, form.look()))
                .map(known -> known.getT1()
                        .status(whole ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("added", form.add())
                        .modelAttribute("skillWords", form.look())
                        .modelAttribute("skillsFound", known.getT2())
                        .build());
    }

    private Mono<Work> writable(ProviderScope scope, UUID id) {
        return drafts.find(scope, id)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR));
    }

    private static long revision(Work work) {
        return work.draft() == null ? 0 : work.draft().revision();
    }

    private static boolean isHtmx(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader("HX-Request");
    }
}
