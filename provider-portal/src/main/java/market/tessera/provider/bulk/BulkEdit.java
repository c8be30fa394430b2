package market.tessera.provider.bulk;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.bulk.Effect.Kind;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.draft.Work;
import market.tessera.provider.elements.Differences;
import market.tessera.provider.elements.ElementForms;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.worklist.Choice;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes one change to many offerings, each on its own: what is with its reviewers is left alone, and so is what somebody has changed since the
 * preview. What is public stays as it is; the change goes to the next version's draft and from there to the reviewers.
 */
@Service
class BulkEdit {
    private final Drafts drafts;
    private final EditDraft editDraft;
    private final ElementForms forms;
    private final Differences differences;

    BulkEdit(Drafts drafts, EditDraft editDraft, ElementForms forms, Differences differences) {
        this.drafts = drafts;
        this.editDraft = editDraft;
        this.forms = forms;
        this.differences = differences;
    }

    /** One of those that were chosen, and what it was when it was looked at; empty before the preview. */
    record Chosen(UUID offering, String seen) {}

    /** What would change. Offerings that are not there for this person are left out. */
    Flux<Effect> preview(ProviderScope scope, List<UUID> offerings, Wish wish, Locale locale) {
        return Flux.fromIterable(offerings)
                .concatMap(offering -> drafts.find(scope, offering))
                .map(work -> foresee(scope, work, wish, locale));
    }

    Flux<Effect> apply(ProviderScope scope, List<Chosen> chosen, Wish wish, Locale locale) {
        return Flux.fromIterable(chosen)
                .concatMap(one -> drafts.find(scope, one.offering()).flatMap(work -> {
                    var foreseen = foresee(scope, work, wish, locale);
                    return foreseen.kind() == Kind.CHANGES && !foreseen.seen().equals(one.seen())
                            ? Mono.just(effect(work, Kind.OVERTAKEN))
                            : write(scope, work, wish, foreseen);
                }));
    }

    /** What cannot be understood in any offering, found on one that says nothing. */
    ElementForms.Understood<Elements> understood(Wish wish) {
        var nothing = Elements.titled("–");
        return forms.elements(wish.in(nothing), nothing);
    }

    private Effect foresee(ProviderScope scope, Work work, Wish wish, Locale locale) {
        if (!scope.may(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR)) {
            return effect(work, Kind.REFUSED);
        }
        if (work.draft() != null && !work.draft().state().editable()) {
            return effect(work, Kind.CLOSED);
        }
        var after = after(work.elements(), wish);
        return after.equals(work.elements())
                ? effect(work, Kind.SAME)
                : new Effect(
                        work.id(),
                        work.elements().title(),
                        Kind.CHANGES,
                        seen(work),
                        differences.between(work.elements(), after, locale),
                        null);
    }

    private Mono<Effect> write(ProviderScope scope, Work work, Wish wish, Effect foreseen) {
        return foreseen.kind() != Kind.CHANGES
                ? Mono.just(foreseen)
                : editDraft
                        .begin(scope, work.id())
                        .flatMap(begun -> editDraft
                                .save(scope, work.id(), revision(begun), after(begun.elements(), wish))
                                .map(saving -> switch (saving) {
                                    case Saving.Saved(var revision) -> changed(begun, revision);
                                    case Saving.Conflict _ -> effect(work, Kind.OVERTAKEN);
                                    case Saving.Closed _ -> effect(work, Kind.CLOSED);
                                }));
    }

    private static Effect changed(Work begun, long revision) {
        return new Effect(
                begun.id(),
                begun.elements().title(),
                Kind.CHANGED,
                "draft " + revision,
                List.of(),
                new Choice(begun.state(), false, begun.id(), revision));
    }

    private Elements after(Elements before, Wish wish) {
        return wish.isPrice()
                ? wish.percent().map(percent -> Wish.priced(before, percent)).orElse(before)
                : forms.elements(wish.in(before), before).value();
    }

    private static Effect effect(Work work, Kind kind) {
        return new Effect(work.id(), work.elements().title(), kind, seen(work), List.of(), null);
    }

    private static String seen(Work work) {
        return work.draft() == null
                ? "edition " + work.offering().edition()
                : "draft " + work.draft().revision();
    }

    private static long revision(Work work) {
        return work.draft() == null ? -1 : work.draft().revision();
    }
}
