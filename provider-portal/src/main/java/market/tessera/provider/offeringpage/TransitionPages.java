package market.tessera.provider.offeringpage;

import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.draft.CatchUp;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.governance.CorrectPublished;
import market.tessera.provider.governance.ProposeDraft;
import market.tessera.provider.governance.PublishDraft;
import market.tessera.provider.governance.RetireOffering;
import market.tessera.provider.governance.ReviewDraft;
import market.tessera.provider.governance.Transition;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transition.HeldBack;
import market.tessera.provider.governance.Transition.NoReason;
import market.tessera.provider.governance.Transition.NotInFuture;
import market.tessera.provider.governance.Transition.Overtaken;
import market.tessera.provider.governance.Transition.OwnProposal;
import market.tessera.provider.governance.Transition.SkippedHour;
import market.tessera.provider.governance.Transition.TooMuchChanged;
import market.tessera.provider.schedule.PublicationTime;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What staff do about an offering by the buttons of its page. A refusal shows the page as it is now, with what was refused and why. */
@Controller
@RequestMapping("/portal/offerings/{id}")
class TransitionPages {
    private final RefusedPage refusedPage;
    private final ProposeDraft proposeDraft;
    private final ReviewDraft reviewDraft;
    private final PublishDraft publishDraft;
    private final RetireOffering retireOffering;
    private final EditDraft editDraft;
    private final CorrectPublished correctPublished;
    private final CatchUp catchUp;

    TransitionPages(
            RefusedPage refusedPage,
            ProposeDraft proposeDraft,
            ReviewDraft reviewDraft,
            PublishDraft publishDraft,
            RetireOffering retireOffering,
            EditDraft editDraft,
            CorrectPublished correctPublished,
            CatchUp catchUp) {
        this.catchUp = catchUp;
        this.correctPublished = correctPublished;
        this.refusedPage = refusedPage;
        this.proposeDraft = proposeDraft;
        this.reviewDraft = reviewDraft;
        this.publishDraft = publishDraft;
        this.retireOffering = retireOffering;
        this.editDraft = editDraft;
    }

    @PostMapping("/propose")
    Mono<Rendering> propose(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(proposeDraft.propose(scope, id, form.seen(), form.reason()), scope, id, form, locale);
    }

    @PostMapping("/take-back")
    Mono<Rendering> takeBack(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(proposeDraft.takeBack(scope, id, form.seen(), form.reason()), scope, id, form, locale);
    }

    @PostMapping("/reopen")
    Mono<Rendering> reopen(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(proposeDraft.reopen(scope, id, form.seen(), form.reason()), scope, id, form, locale);
    }

    @PostMapping("/approve")
    Mono<Rendering> approve(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(reviewDraft.approve(scope, id, form.seen(), form.reason()), scope, id, form, locale);
    }

    @PostMapping("/request-changes")
    Mono<Rendering> requestChanges(
            ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(reviewDraft.requestChanges(scope, id, form.seen(), form.reason()), scope, id, form, locale);
    }

    /** At once, or at a time; at midnight UTC where only a day is named. */
    @PostMapping("/publish")
    Mono<Rendering> publish(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        var outcome =
                switch (PublicationTime.parse(form.on(), form.time(), form.zone())) {
                    case PublicationTime.AtOnce _ -> publishDraft.now(scope, id, form.seen(), form.reason());
                    case PublicationTime.At(var when) -> publishDraft.at(scope, id, form.seen(), when, form.reason());
                    case PublicationTime.Skipped _ -> Mono.<Transition>just(new SkippedHour());
                    case PublicationTime.Unreadable _ -> Mono.<Transition>just(new NotInFuture());
                };
        return answer(outcome, scope, id, form, locale);
    }

    /** The short way for typing errors. */
    @PostMapping("/correct")
    Mono<Rendering> correct(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(correctPublished.correct(scope, id, form.seen(), form.reason()), scope, id, form, locale);
    }

    @PostMapping("/unschedule")
    Mono<Rendering> unschedule(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(publishDraft.unschedule(scope, id, form.seen(), form.reason()), scope, id, form, locale);
    }

    @PostMapping("/retire")
    Mono<Rendering> retire(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(retireOffering.retire(scope, id, form.reason()), scope, id, form, locale);
    }

    @PostMapping("/discard")
    Mono<Rendering> discard(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(editDraft.discard(scope, id, form.seen()), "discarded", scope, id, form, locale);
    }

    /** Takes what has become public since into the draft, but for what has been written there. */
    @PostMapping("/catch-up")
    Mono<Rendering> catchUp(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return answer(catchUp.catchUp(scope, id, form.seen()), "caught-up", scope, id, form, locale);
    }

    private Mono<Rendering> answer(
            Mono<Saving> outcome, String done, ProviderScope scope, UUID id, Typed form, Locale locale) {
        return outcome.flatMap(saving -> switch (saving) {
            case Saving.Saved _ -> Mono.just(seeOther(id, done));
            case Saving.Conflict _, Saving.Closed _ ->
                refusedPage.of("overtaken", HttpStatus.CONFLICT, scope, id, form, locale);
        });
    }

    private static Rendering seeOther(UUID id, String done) {
        return SeeOther.to("/portal/offerings/" + id + "?done=" + done);
    }

    private Mono<Rendering> answer(Mono<Transition> outcome, ProviderScope scope, UUID id, Typed form, Locale locale) {
        return outcome.flatMap(transition -> switch (transition) {
            case Done(var state) -> Mono.just(seeOther(id, state.code()));
            case Overtaken _ -> refusedPage.of("overtaken", HttpStatus.CONFLICT, scope, id, form, locale);
            case OwnProposal _ -> refusedPage.of("own", HttpStatus.CONFLICT, scope, id, form, locale);
            case NoReason _ -> refusedPage.of("reason", HttpStatus.UNPROCESSABLE_CONTENT, scope, id, form, locale);
            case NotInFuture _ -> refusedPage.of("future", HttpStatus.UNPROCESSABLE_CONTENT, scope, id, form, locale);
            case SkippedHour _ -> refusedPage.of("skipped", HttpStatus.UNPROCESSABLE_CONTENT, scope, id, form, locale);
            case TooMuchChanged _ -> refusedPage.of("not-minor", HttpStatus.CONFLICT, scope, id, form, locale);
            case HeldBack _ -> refusedPage.of("taken-down", HttpStatus.CONFLICT, scope, id, form, locale);
        });
    }
}
