package market.tessera.provider.pathwaypage;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.elements.Difference;
import market.tessera.provider.elements.ElementWords.Said;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.GovernPathway;
import market.tessera.provider.pathway.Lack;
import market.tessera.provider.pathway.Lack.Points;
import market.tessera.provider.pathway.Parts;
import market.tessera.provider.pathway.Parts.Part;
import market.tessera.provider.pathway.PathwayTrail;
import market.tessera.provider.pathway.PathwayWork;
import market.tessera.provider.pathway.Pathways;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.pathwayedition.PathwayRule.CreditSum;
import market.tessera.provider.review.Comments;
import market.tessera.provider.review.Comments.Remark;
import market.tessera.provider.review.Move;
import market.tessera.provider.review.Situation;
import market.tessera.provider.review.Situations;
import market.tessera.provider.review.TimelineEvent;
import market.tessera.provider.review.TimelineWords;
import market.tessera.provider.review.TimelineWords.Happened;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gathers what the page of a pathway shows to somebody. */
@Component
class PathwayOverview {
    private final Pathways pathways;
    private final Parts parts;
    private final PathwayTrail trail;
    private final PathwayWords words;
    private final Reviewing reviewing;

    PathwayOverview(Pathways pathways, Parts parts, PathwayTrail trail, PathwayWords words, Reviewing reviewing) {
        this.pathways = pathways;
        this.parts = parts;
        this.trail = trail;
        this.words = words;
        this.reviewing = reviewing;
    }

    /** What all reviews have in common. */
    @Component
    record Reviewing(Situations situations, Comments comments, TimelineWords timeline) {}

    /**
     * @param own whether it waits for somebody else, because it carries one's own words
     * @param sinceReview how it differs from what it said when changes were last asked for
     * @param points what the parts give where credit is counted; null elsewhere
     * @param lacks why nobody could walk it to its end as it stands
     * @param colleagues whom an administrator may ask to decide instead
     * @param talks whether the person may comment
     */
    record View(
            PathwayWork work,
            Set<Move> moves,
            boolean own,
            List<Said> said,
            List<Difference> differences,
            List<Difference> sinceReview,
            @Nullable String points,
            List<String> lacks,
            List<TimelineEvent> events,
            List<Remark> remarks,
            List<Member> colleagues,
            boolean talks) {
        /** For templates. */
        public boolean may(String move) {
            return moves.contains(Move.valueOf(move));
        }
    }

    /** Fails with 404 if there is no such pathway. */
    Mono<View> of(ProviderScope scope, UUID pathway, Locale locale) {
        return pathways.find(scope, pathway)
                .switchIfEmpty(notFound())
                .flatMap(work -> Mono.zip(
                                reviewing.situations().of(scope, work.subject(), work.state(), work.publishAt()),
                                trail.of(pathway).collectList(),
                                asked(work),
                                remarks(pathway, locale))
                        .flatMap(all -> known(work, all.getT3())
                                .map(parts -> view(
                                        scope,
                                        work,
                                        new Told(all.getT1(), all.getT2(), all.getT3(), all.getT4(), parts),
                                        locale))));
    }

    /**
     * @param asked what it said when changes were last asked for
     * @param parts of all that it says or has said
     */
    private record Told(
            Situation situation,
            List<PathwayTrail.Entry> trail,
            Optional<PathwayContent> asked,
            List<Remark> remarks,
            Map<UUID, Part> parts) {}

    private View view(ProviderScope scope, PathwayWork work, Told told, Locale locale) {
        var content = work.content();
        return new View(
                work,
                moves(scope, work, told.situation()),
                told.situation().ownWords(),
                words.all(content, told.parts(), locale),
                work.draft() == null || work.published() == null
                        ? List.of()
                        : words.between(work.published(), content, told.parts(), locale),
                told.asked()
                        .map(before -> words.between(before, content, told.parts(), locale))
                        .orElse(List.of()),
                points(content, told.parts(), locale),
                lacks(work, told.parts(), locale),
                events(told, locale),
                told.remarks(),
                told.situation().colleagues(),
                scope.may(work.provider(), Comments.voices()));
    }

    private Mono<Optional<PathwayContent>> asked(PathwayWork work) {
        return work.state() == WorkflowState.IN_REVIEW && work.review().round() > 1
                ? trail.whenChangesWereRequested(work.id()).map(Optional::of).defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
    }

    private Mono<List<Remark>> remarks(UUID pathway, Locale locale) {
        return reviewing
                .comments()
                .of(pathway)
                .map(comment ->
                        new Remark(comment, comment.element() == null ? "" : words.label(comment.element(), locale)))
                .collectList();
    }

    private Mono<Map<UUID, Part>> known(PathwayWork work, Optional<PathwayContent> asked) {
        var content = work.content();
        var all = Stream.of(Optional.of(content), Optional.ofNullable(work.published()), asked)
                .flatMap(Optional::stream)
                .reduce((one, other) -> new PathwayContent(
                        content.terms(),
                        both(one.offerings(), other.offerings()),
                        both(one.pathways(), other.pathways())))
                .orElse(content);
        return parts.of(work.provider(), all);
    }

    private static List<UUID> both(List<UUID> one, List<UUID> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private @Nullable String points(PathwayContent content, Map<UUID, Part> known, Locale locale) {
        if (!(content.terms().rule() instanceof CreditSum sum)) {
            return null;
        }
        var points = Points.of(sum, ofThis(content, known).values());
        return words.word(
                points.silent() == 0 ? "pathway.points" : "pathway.points.silent",
                locale,
                points.stated().toPlainString(),
                sum.points().toPlainString(),
                sum.framework(),
                points.silent());
    }

    private List<String> lacks(PathwayWork work, Map<UUID, Part> known, Locale locale) {
        return Lack.beforePublic(work.content(), ofThis(work.content(), known)).stream()
                .map(lack -> words.lack(lack, locale))
                .toList();
    }

    private static Map<UUID, Part> ofThis(PathwayContent content, Map<UUID, Part> known) {
        return both(content.offerings(), content.pathways()).stream()
                .filter(known::containsKey)
                .collect(java.util.stream.Collectors.toMap(id -> id, known::get));
    }

    /** The oldest first, then what is waited for, then what comes after that. */
    private List<TimelineEvent> events(Told told, Locale locale) {
        return Stream.concat(
                        told.trail().stream()
                                .map(entry -> reviewing.timeline().done(happened(entry), entry.why(), locale)),
                        reviewing.timeline().ahead(told.situation().stage(), locale))
                .toList();
    }

    private static Happened happened(PathwayTrail.Entry entry) {
        return new Happened(entry.action(), entry.at(), entry.name(), entry.inPlaceOf(), entry.edition());
    }

    private static Set<Move> moves(ProviderScope scope, PathwayWork work, Situation situation) {
        var moves = EnumSet.noneOf(Move.class);
        if (scope.may(work.provider(), GovernPathway.authors())) {
            moves.addAll(
                    switch (work.state()) {
                        case IDEA, PROPOSED, CHANGES_REQUESTED -> EnumSet.of(Move.EDIT, Move.PROPOSE);
                        case IN_REVIEW -> EnumSet.of(Move.TAKE_BACK);
                        case APPROVED -> EnumSet.of(Move.REOPEN);
                        case SCHEDULED -> EnumSet.noneOf(Move.class);
                        case PUBLISHED, RETIRED -> EnumSet.of(Move.EDIT);
                    });
            if (work.draft() != null && work.published() != null && work.editable()) {
                moves.add(Move.DISCARD);
            }
        }
        moves.addAll(Move.in(situation));
        if (scope.may(work.provider(), GovernPathway.publishers())) {
            moves.addAll(Move.ofPublishers(work.state()));
            if (work.listed()) {
                moves.add(Move.RETIRE);
            }
        }
        return moves;
    }
}
