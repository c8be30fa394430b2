package market.tessera.provider.offeringpage;

import static java.util.stream.Collectors.joining;
import static market.tessera.platform.problem.Missing.notFound;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.Markdown;
import market.tessera.provider.draft.CatchUp;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.History.Entry;
import market.tessera.provider.draft.Offering;
import market.tessera.provider.draft.Work;
import market.tessera.provider.elements.Difference;
import market.tessera.provider.elements.Differences;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.elements.ElementWords.Said;
import market.tessera.provider.governance.CorrectPublished;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.offeringpage.Standing.Standings;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.Comments;
import market.tessera.provider.review.Comments.Remark;
import market.tessera.provider.review.Move;
import market.tessera.provider.review.Situation;
import market.tessera.provider.review.Situations;
import market.tessera.provider.review.TimelineEvent;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gathers what the page of one offering shows. */
@Component
class Overview {
    private static final Role[] AUTHORS = {Role.AUTHOR, Role.ADMINISTRATOR};
    private static final Role[] PUBLISHERS = {Role.APPROVER, Role.ADMINISTRATOR};

    private final Drafts drafts;
    private final History history;
    private final Situations situations;
    private final Comments comments;
    private final Wording wording;
    private final Standings standings;
    private final CatchUp catchUp;

    Overview(
            Drafts drafts,
            History history,
            Situations situations,
            Comments comments,
            Wording wording,
            Standings standings,
            CatchUp catchUp) {
        this.catchUp = catchUp;
        this.drafts = drafts;
        this.history = history;
        this.situations = situations;
        this.comments = comments;
        this.wording = wording;
        this.standings = standings;
    }

    /** How things are said. */
    @Component
    record Wording(Timeline timeline, Differences differences, ElementWords words) {}

    /**
     * @param sinceReview how it differs from what it said when changes were last asked for
     * @param said all that it says; a draft of a later edition shows its differences
     * @param colleagues whom an administrator may ask to decide instead
     * @param talks whether the person may comment
     * @param ownWords whether the person could decide, had it not written or proposed the draft itself
     * @param asked who has asked for the changes that it waits for, and why
     * @param behind labels of what became public after the draft was begun, and it would take back; empty for nothing
     */
    record View(
            Work work,
            Set<Move> moves,
            boolean ownWords,
            List<TimelineEvent> events,
            List<Difference> differences,
            List<Difference> sinceReview,
            List<Said> said,
            List<Remark> remarks,
            List<Member> colleagues,
            Standing standing,
            boolean talks,
            @Nullable Entry asked,
            String behind) {
        public boolean may(String move) {
            return moves.contains(Move.valueOf(move));
        }

        /** As learners will read it. */
        public String description() {
            return Markdown.toHtml(Objects.requireNonNullElse(work.elements().description(), ""));
        }
    }

    /** Errors with 404 if there is no such offering for that person. */
    Mono<View> of(ProviderScope scope, UUID offering, Locale locale) {
        return drafts.find(scope, offering)
                .switchIfEmpty(notFound())
                .flatMap(work -> situations
                        .of(scope, work.subject(), work.state(), work.publishAt())
                        .flatMap(situation -> view(scope, work, situation, locale)));
    }

    private Mono<View> view(ProviderScope scope, Work work, Situation situation, Locale locale) {
        return Mono.zip(
                        history.of(scope, work.id()).collectList(),
                        sinceReview(work, locale),
                        remarks(work, locale),
                        standings.of(work.id()),
                        catchUp.behind(work))
                .map(known -> new View(
                        work,
                        moves(scope, work, situation),
                        situation.ownWords(),
                        wording.timeline().of(known.getT1(), situation.stage(), locale),
                        work.draft() == null || work.published() == null
                                ? List.of()
                                : wording.differences()
                                        .between(work.published(), work.draft().elements(), locale),
                        known.getT2(),
                        work.published() == null || work.draft() == null
                                ? wording.words().all(work.elements(), locale)
                                : List.of(),
                        known.getT3(),
                        situation.colleagues(),
                        known.getT4(),
                        scope.may(work.provider(), Comments.voices()),
                        asked(work, known.getT1()),
                        known.getT5().stream()
                                .map(element -> wording.words().label(element, locale))
                                .collect(joining(", "))));
    }

    private static @Nullable Entry asked(Work work, List<Entry> newestFirst) {
        return work.state() != WorkflowState.CHANGES_REQUESTED
                ? null
                : newestFirst.stream()
                        .filter(entry -> entry.action() == Action.CHANGES_REQUESTED)
                        .findFirst()
                        .orElse(null);
    }

    private Mono<List<Difference>> sinceReview(Work work, Locale locale) {
        return work.state() == WorkflowState.IN_REVIEW && work.review().round() > 1
                ? history.whenChangesWereRequested(work.id())
                        .map(before -> wording.differences().between(before, work.elements(), locale))
                        .defaultIfEmpty(List.of())
                : Mono.just(List.of());
    }

    private Mono<List<Remark>> remarks(Work work, Locale locale) {
        return comments.of(work.id())
                .map(comment -> new Remark(
                        comment,
                        comment.element() == null ? "" : wording.words().label(comment.element(), locale)))
                .collectList();
    }

    private static Set<Move> moves(ProviderScope scope, Work work, Situation situation) {
        var moves = EnumSet.noneOf(Move.class);
        if (scope.may(work.provider(), AUTHORS)) {
            moves.add(Move.INTAKES);
            moves.addAll(
                    switch (work.state()) {
                        case IDEA, CHANGES_REQUESTED -> EnumSet.of(Move.EDIT, Move.PROPOSE);
                        case PROPOSED, IN_REVIEW -> EnumSet.of(Move.TAKE_BACK);
                        case APPROVED -> EnumSet.of(Move.REOPEN);
                        case SCHEDULED -> EnumSet.noneOf(Move.class);
                        case PUBLISHED, RETIRED -> EnumSet.of(Move.EDIT);
                    });
            if (work.offering().status() == Offering.Status.PUBLISHED
                    && work.draft() != null
                    && work.draft().state().editable()
                    && CorrectPublished.isMinor(work, work.draft())) {
                moves.add(Move.CORRECT);
            }
            if (work.published() != null
                    && work.draft() != null
                    && work.draft().state().editable()) {
                moves.add(Move.DISCARD);
            }
        }
        moves.addAll(Move.in(situation));
        if (scope.may(work.provider(), PUBLISHERS)) {
            moves.addAll(Move.ofPublishers(work.state()));
            if (work.offering().status() == Offering.Status.PUBLISHED) {
                moves.add(Move.RETIRE);
                moves.add(Move.CONFIRM);
            }
        }
        return moves;
    }
}
