package market.tessera.provider.pathway;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.elements.ElementWords.Said;
import market.tessera.provider.governance.Difference;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.offering.PathwayContent;
import market.tessera.provider.offering.PathwayRule.CreditSum;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.Lack.Points;
import market.tessera.provider.pathway.Parts.Part;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Gathers what the page of a pathway shows to somebody. */
@Component
class PathwayOverview {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

    private final Pathways pathways;
    private final Parts parts;
    private final PathwayTrail trail;
    private final PathwayWords words;
    private final Members members;

    PathwayOverview(Pathways pathways, Parts parts, PathwayTrail trail, PathwayWords words, Members members) {
        this.pathways = pathways;
        this.parts = parts;
        this.trail = trail;
        this.words = words;
        this.members = members;
    }

    /** What somebody may do about a pathway now. */
    enum Deed {
        EDIT,
        PROPOSE,
        TAKE_BACK,
        REOPEN,
        DECIDE,
        PUBLISH,
        DISCARD,
        RETIRE
    }

    /** One line of the timeline. */
    record Event(
            String state,
            String title,
            @Nullable String meta,
            @Nullable String detail) {}

    /**
     * @param own whether it waits for somebody else, because it carries one's own words
     * @param points what the parts give where credit is counted; null elsewhere
     * @param lacks why nobody could walk it to its end as it stands
     */
    record View(
            PathwayWork work,
            Set<Deed> deeds,
            boolean own,
            List<Said> said,
            List<Difference> differences,
            @Nullable String points,
            List<String> lacks,
            List<Event> events) {
        /** For templates. */
        public boolean may(String deed) {
            return deeds.contains(Deed.valueOf(deed));
        }
    }

    /** Fails with 404 if there is no such pathway. */
    Mono<View> of(ProviderScope scope, UUID pathway, Locale locale) {
        return pathways.find(scope, pathway)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .flatMap(work -> Mono.zip(
                                known(work),
                                trail.of(pathway).collectList(),
                                next(work).collectList())
                        .map(all -> new View(
                                work,
                                deeds(scope, work),
                                work.state() == WorkflowState.IN_REVIEW
                                        && work.contributors()
                                                .contains(scope.actor().answersFor()),
                                words.all(work.content(), all.getT1(), locale),
                                work.draft() == null || work.published() == null
                                        ? List.of()
                                        : words.between(work.published(), work.content(), all.getT1(), locale),
                                points(work.content(), all.getT1(), locale),
                                lacks(work, all.getT1(), locale),
                                events(work, all.getT2(), all.getT3(), locale))));
    }

    /** The parts of what is public and of the draft. */
    private Mono<Map<UUID, Part>> known(PathwayWork work) {
        var published = work.published() == null ? work.content() : work.published();
        var both = new PathwayContent(
                work.content().terms(),
                both(published.offerings(), work.content().offerings()),
                both(published.pathways(), work.content().pathways()));
        return parts.of(work.provider(), both);
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

    private reactor.core.publisher.Flux<Member> next(PathwayWork work) {
        var all =
                switch (work.state()) {
                    case IDEA, PROPOSED, CHANGES_REQUESTED -> members.having(work.provider(), GovernPathway.AUTHORS);
                    case IN_REVIEW -> members.having(work.provider(), GovernPathway.REVIEWERS);
                    case APPROVED, SCHEDULED -> members.having(work.provider(), GovernPathway.PUBLISHERS);
                    case PUBLISHED, RETIRED -> reactor.core.publisher.Flux.<Member>empty();
                };
        return all.filter(member ->
                work.state() != WorkflowState.IN_REVIEW || !work.contributors().contains(member.id()));
    }

    private List<Event> events(PathwayWork work, List<PathwayTrail.Entry> entries, List<Member> next, Locale locale) {
        var ahead = work.draft() == null
                ? Stream.<Event>empty()
                : Stream.of(new Event("current", words.word(ahead(work.state()), locale), who(next, locale), null));
        return Stream.concat(entries.stream().map(entry -> event(entry, locale)), ahead)
                .toList();
    }

    private Event event(PathwayTrail.Entry entry, Locale locale) {
        return new Event(
                entry.action() == Action.CHANGES_REQUESTED ? "refused" : "done",
                words.word("action." + entry.action(), locale, entry.edition()),
                entry.name() + ", "
                        + TIME.withLocale(locale).withZone(ZoneOffset.UTC).format(entry.at()) + " UTC",
                entry.why());
    }

    private static String ahead(WorkflowState state) {
        return switch (state) {
            case IDEA, PROPOSED, CHANGES_REQUESTED -> "next.propose";
            case IN_REVIEW -> "next.review";
            case APPROVED, SCHEDULED, PUBLISHED, RETIRED -> "next.publish";
        };
    }

    private String who(List<Member> next, Locale locale) {
        return next.isEmpty()
                ? words.word("next.nobody", locale)
                : words.word(
                        "next.who",
                        locale,
                        String.join(", ", next.stream().map(Member::name).toList()));
    }

    private static Set<Deed> deeds(ProviderScope scope, PathwayWork work) {
        var deeds = EnumSet.noneOf(Deed.class);
        if (scope.may(work.provider(), GovernPathway.AUTHORS)) {
            deeds.addAll(
                    switch (work.state()) {
                        case IDEA, PROPOSED, CHANGES_REQUESTED -> EnumSet.of(Deed.EDIT, Deed.PROPOSE);
                        case IN_REVIEW -> EnumSet.of(Deed.TAKE_BACK);
                        case APPROVED, SCHEDULED -> EnumSet.of(Deed.REOPEN);
                        case PUBLISHED, RETIRED -> EnumSet.of(Deed.EDIT);
                    });
            if (work.draft() != null && work.published() != null && work.editable()) {
                deeds.add(Deed.DISCARD);
            }
        }
        if (work.state() == WorkflowState.IN_REVIEW
                && scope.may(work.provider(), GovernPathway.REVIEWERS)
                && !work.contributors().contains(scope.actor().answersFor())) {
            deeds.add(Deed.DECIDE);
        }
        if (scope.may(work.provider(), GovernPathway.PUBLISHERS)) {
            if (work.state() == WorkflowState.APPROVED) {
                deeds.add(Deed.PUBLISH);
            }
            if (work.listed()) {
                deeds.add(Deed.RETIRE);
            }
        }
        return deeds;
    }
}
