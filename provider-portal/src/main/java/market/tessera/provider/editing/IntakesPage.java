package market.tessera.provider.editing;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.Work;
import market.tessera.provider.elements.ElementForms;
import market.tessera.provider.elements.ElementForms.Intakes;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Typed;
import market.tessera.provider.elements.Written;
import market.tessera.provider.intake.ChangeIntakes;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The dated runs of an offering. They take effect when they are saved, since seats and dates move while a published version stands. */
@Controller
class IntakesPage {
    private final Drafts drafts;
    private final market.tessera.provider.intake.Intakes intakes;
    private final ChangeIntakes changeIntakes;
    private final ElementForms forms;
    private final EditorModel model;

    IntakesPage(
            Drafts drafts,
            market.tessera.provider.intake.Intakes intakes,
            ChangeIntakes changeIntakes,
            ElementForms forms,
            EditorModel model) {
        this.drafts = drafts;
        this.intakes = intakes;
        this.changeIntakes = changeIntakes;
        this.forms = forms;
        this.model = model;
    }

    @GetMapping("/portal/offerings/{id}/intakes")
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id, Locale locale) {
        return writable(scope, id)
                .zipWith(stored(id))
                .map(known -> page(
                                known.getT1(),
                                Written.of(Section.INTAKES, known.getT2()),
                                runs(known.getT2()),
                                Map.of(),
                                locale)
                        .build());
    }

    @PostMapping("/portal/offerings/{id}/intakes")
    Mono<Rendering> save(ProviderScope scope, @PathVariable UUID id, ServerWebExchange exchange, Locale locale) {
        return Mono.zip(writable(scope, id), stored(id), exchange.getFormData()).flatMap(known -> {
            var raw = known.getT3();
            var typed = Typed.from(raw);
            var copied = raw.containsKey("copy") ? typed.withNextYear() : typed;
            var understood = forms.intakes(
                    Optional.ofNullable(raw.getFirst("remove"))
                            .map(copied::without)
                            .orElse(copied),
                    known.getT2());
            var add = Optional.ofNullable(raw.getFirst("add")).orElse("");
            var now = runs(known.getT2());
            var was = Optional.ofNullable(Runs.parse(raw.getFirst("was"))).orElse(now);
            if (!understood.whole() || !add.isEmpty() || raw.containsKey("remove") || raw.containsKey("copy")) {
                var mistakes = add.isEmpty()
                        ? model.words(understood.mistakes(), locale)
                        : new LinkedHashMap<String, String>();
                return Mono.just(page(known.getT1(), understood.typed(), was, mistakes, locale)
                        .status(mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("added", add)
                        .modelAttribute("copied", raw.containsKey("copy") ? copied.rowsBeyond(typed, "intakes") : -1)
                        .modelAttribute("dated", typed.hasDatedRun())
                        .build());
            }
            var runs = understood.value().intakes();
            if (!was.equals(now)) {
                return Mono.just(overtaken(known.getT1(), known.getT2(), was, runs, locale));
            }
            return changeIntakes
                    .touched(id, runs)
                    .filter(touched -> touched > 0 && !raw.containsKey("confirmed"))
                    .map(touched -> page(known.getT1(), understood.typed(), was, Map.of(), locale)
                            .status(HttpStatus.UNPROCESSABLE_CONTENT)
                            .modelAttribute("touched", touched)
                            .build())
                    .switchIfEmpty(Mono.defer(() -> change(scope, id, runs)));
        });
    }

    /** With what others have made of the runs since the form was filled; to be looked through before it is saved. */
    private Rendering overtaken(Work work, Intakes stored, Runs was, List<IntakeTerms> typed, Locale locale) {
        var merged = new Intakes(was.merged(stored.intakes(), typed));
        return page(work, Written.of(Section.INTAKES, merged), runs(stored), Map.of(), locale)
                .status(HttpStatus.CONFLICT)
                .modelAttribute("overtaken", true)
                .build();
    }

    private static Runs runs(Intakes stored) {
        return Runs.of(stored.intakes());
    }

    private Mono<Rendering> change(ProviderScope scope, UUID id, List<IntakeTerms> runs) {
        return changeIntakes
                .change(scope, id, runs)
                .thenReturn(SeeOther.to("/portal/offerings/" + id + "?done=intakes"));
    }

    private Rendering.Builder<?> page(Work work, Typed typed, Runs was, Map<String, String> mistakes, Locale locale) {
        return Rendering.view("provider-portal/intakes")
                .modelAttribute("work", work)
                .modelAttribute("was", was.text())
                .modelAttribute("field", Section.INTAKES.getFirst().fields().getFirst())
                .modelAttribute("typed", typed)
                .modelAttribute("mistakes", mistakes)
                .modelAttribute("problems", model.summary(mistakes, locale));
    }

    private Mono<Intakes> stored(UUID id) {
        return intakes.open(id).map(Intake::terms).collectList().map(Intakes::new);
    }

    private Mono<Work> writable(ProviderScope scope, UUID id) {
        return drafts.find(scope, id)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR));
    }
}
