package market.tessera.provider.pathwaypage;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.pathway.EditPathway;
import market.tessera.provider.pathway.GovernPathway;
import market.tessera.provider.pathway.GovernPathway.Wish;
import market.tessera.provider.pathway.Lack;
import market.tessera.provider.pathway.PathwayTrail;
import market.tessera.provider.pathway.Pathways;
import market.tessera.provider.pathway.Step;
import market.tessera.provider.pathway.Step.Done;
import market.tessera.provider.pathway.Step.NoReason;
import market.tessera.provider.pathway.Step.NotInFuture;
import market.tessera.provider.pathway.Step.Overtaken;
import market.tessera.provider.pathway.Step.OwnProposal;
import market.tessera.provider.pathway.Step.SkippedHour;
import market.tessera.provider.pathway.Step.Unsound;
import market.tessera.provider.pathway.Writing;
import market.tessera.provider.provider.Csv;
import market.tessera.provider.schedule.PublicationTime;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One pathway, and what staff do about it by the buttons of its page. A refusal shows the page as it is now, with what was refused and why. */
@Controller
@RequestMapping("/portal/pathways/{pathway}")
class PathwayPages {
    private static final String HEADER =
            Csv.line("at", "pathway", "title", "action", "edition", "name", "in place of", "actor", "reason");

    private final PathwayOverview overview;
    private final GovernPathway govern;
    private final EditPathway edit;
    private final Pathways pathways;
    private final PathwayTrail trail;
    private final PathwayWords words;

    PathwayPages(
            PathwayOverview overview,
            GovernPathway govern,
            EditPathway edit,
            Pathways pathways,
            PathwayTrail trail,
            PathwayWords words) {
        this.overview = overview;
        this.govern = govern;
        this.edit = edit;
        this.pathways = pathways;
        this.trail = trail;
        this.words = words;
    }

    /** What was typed. */
    record Form(
            @Nullable Long revision,
            @Nullable String why,
            @Nullable String on,
            @Nullable String time,
            @Nullable String zone) {
        Wish by(ProviderScope scope, UUID pathway) {
            return new Wish(scope, pathway, revision == null ? -1 : revision, reason());
        }

        private @Nullable String reason() {
            return why == null || why.isBlank()
                    ? null
                    : why.strip().substring(0, Math.min(2_000, why.strip().length()));
        }
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope,
            @PathVariable UUID pathway,
            @RequestParam(defaultValue = "") String done,
            Locale locale) {
        return page(scope, pathway, locale)
                .map(page -> page.modelAttribute("done", done.matches("[a-z-]{1,20}") ? done : "")
                        .build());
    }

    @PostMapping("/propose")
    Mono<Rendering> propose(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return answer(govern.propose(form.by(scope, pathway)), scope, pathway, form, locale);
    }

    @PostMapping("/take-back")
    Mono<Rendering> takeBack(
            ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return answer(govern.takeBack(form.by(scope, pathway)), scope, pathway, form, locale);
    }

    @PostMapping("/reopen")
    Mono<Rendering> reopen(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return answer(govern.reopen(form.by(scope, pathway)), scope, pathway, form, locale);
    }

    @PostMapping("/approve")
    Mono<Rendering> approve(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return answer(govern.approve(form.by(scope, pathway)), scope, pathway, form, locale);
    }

    @PostMapping("/request-changes")
    Mono<Rendering> requestChanges(
            ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return answer(govern.requestChanges(form.by(scope, pathway)), scope, pathway, form, locale);
    }

    /** At once, or at a time; at midnight UTC where only a day is named. */
    @PostMapping("/publish")
    Mono<Rendering> publish(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        var wish = form.by(scope, pathway);
        var outcome =
                switch (PublicationTime.parse(form.on(), form.time(), form.zone())) {
                    case PublicationTime.AtOnce _ -> govern.publish(wish);
                    case PublicationTime.At(var when) -> govern.publishAt(wish, when);
                    case PublicationTime.Skipped _ -> Mono.<Step>just(new SkippedHour());
                    case PublicationTime.Unreadable _ -> Mono.<Step>just(new NotInFuture());
                };
        return answer(outcome, scope, pathway, form, locale);
    }

    @PostMapping("/unschedule")
    Mono<Rendering> unschedule(
            ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return answer(govern.unschedule(form.by(scope, pathway)), scope, pathway, form, locale);
    }

    @PostMapping("/retire")
    Mono<Rendering> retire(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return answer(govern.withdraw(form.by(scope, pathway)), scope, pathway, form, locale);
    }

    @PostMapping("/discard")
    Mono<Rendering> discard(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form, Locale locale) {
        return edit.discard(scope, pathway, form.by(scope, pathway).revision())
                .flatMap(writing -> writing instanceof Writing.Written
                        ? Mono.just(seeOther(pathway, "discarded"))
                        : refused(new Refusal("overtaken", HttpStatus.CONFLICT), scope, pathway, form, locale));
    }

    /** Everything that ever happened to it. */
    @GetMapping("/history.csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> history(ProviderScope scope, @PathVariable UUID pathway) {
        return pathways.find(scope, pathway)
                .switchIfEmpty(notFound())
                .map(_ -> Csv.download(
                        "history.csv",
                        Flux.just(HEADER).concatWith(trail.of(pathway).map(entry -> line(pathway, entry)))));
    }

    private static String line(UUID pathway, PathwayTrail.Entry entry) {
        return Csv.line(
                entry.at(),
                pathway,
                entry.content().terms().title(),
                entry.action().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                entry.edition(),
                entry.name(),
                entry.inPlaceOf(),
                entry.actor(),
                entry.why());
    }

    private Mono<Rendering> answer(Mono<Step> outcome, ProviderScope scope, UUID pathway, Form form, Locale locale) {
        return outcome.flatMap(step -> switch (step) {
            case Done(var state) -> Mono.just(seeOther(pathway, state.code()));
            case Overtaken _ -> refused(new Refusal("overtaken", HttpStatus.CONFLICT), scope, pathway, form, locale);
            case OwnProposal _ -> refused(new Refusal("own", HttpStatus.CONFLICT), scope, pathway, form, locale);
            case NoReason _ ->
                refused(new Refusal("reason", HttpStatus.UNPROCESSABLE_CONTENT), scope, pathway, form, locale);
            case NotInFuture _ ->
                refused(new Refusal("future", HttpStatus.UNPROCESSABLE_CONTENT), scope, pathway, form, locale);
            case SkippedHour _ ->
                refused(new Refusal("skipped", HttpStatus.UNPROCESSABLE_CONTENT), scope, pathway, form, locale);
            case Unsound(var lacks) ->
                refused(new Refusal("unsound", HttpStatus.CONFLICT, lacks), scope, pathway, form, locale);
        });
    }

    /** @param lacks what has to be put right first */
    private record Refusal(String why, HttpStatus status, List<Lack> lacks) {
        Refusal(String why, HttpStatus status) {
            this(why, status, List.of());
        }
    }

    private static Rendering seeOther(UUID pathway, String done) {
        return SeeOther.to("/portal/pathways/" + pathway + "?done=" + done);
    }

    private Mono<Rendering> refused(Refusal refusal, ProviderScope scope, UUID pathway, Form form, Locale locale) {
        return page(scope, pathway, locale)
                .map(page -> page.modelAttribute("refused", refusal.why())
                        .modelAttribute("typed", form)
                        .modelAttribute(
                                "refusedFor",
                                refusal.lacks().stream()
                                        .map(lack -> words.lack(lack, locale))
                                        .toList())
                        .status(refusal.status())
                        .build());
    }

    private Mono<Rendering.Builder<?>> page(ProviderScope scope, UUID pathway, Locale locale) {
        return overview.of(scope, pathway, locale)
                .map(view -> Rendering.view("provider-portal/pathway")
                        .modelAttribute("view", view)
                        .modelAttribute("elements", PathwayWords.elements())
                        .modelAttribute("done", "")
                        .modelAttribute("refused", "")
                        .modelAttribute("refusedFor", List.of()));
    }
}
