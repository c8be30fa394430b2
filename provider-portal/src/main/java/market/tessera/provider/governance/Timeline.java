package market.tessera.provider.governance;

import static java.util.stream.Collectors.joining;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.governance.History.Entry;
import market.tessera.provider.reviewers.Hand;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What has happened to an offering and what comes next, in words. */
@Component
class Timeline {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);

    /** What changes with these is all of the offering or none of it, and the action says so. */
    private static final Set<Action> SPEAKING_FOR_THEMSELVES =
            EnumSet.of(Action.BEGUN, Action.INTAKES_CHANGED, Action.TAKEN_DOWN);

    private final MessageSource messages;
    private final ElementWords words;

    Timeline(MessageSource messages, ElementWords words) {
        this.messages = messages;
        this.words = words;
    }

    enum State {
        DONE,
        CURRENT,
        NEXT,
        REFUSED
    }

    /** One line of the timeline. */
    record Event(
            State state,
            String title,
            @Nullable String meta,
            @Nullable String detail) {}

    /**
     * @param steps of the provider's reviews
     * @param waitingFor who may take the step that is waited for
     */
    record Ahead(List<ReviewStep> steps, List<Hand> waitingFor) {}

    /** The oldest first, then what is waited for, then what comes after that. */
    List<Event> of(Work work, List<Entry> newestFirst, Ahead ahead, Locale locale) {
        var events = new ArrayList<Event>();
        newestFirst.reversed().forEach(entry -> events.add(done(entry, locale)));
        events.addAll(ahead(work, ahead, locale).toList());
        return events;
    }

    private Event done(Entry entry, Locale locale) {
        var refused = entry.action() == Action.CHANGES_REQUESTED;
        return new Event(
                refused ? State.REFUSED : State.DONE,
                word("action." + entry.action(), locale, entry.edition()),
                Stream.of(who(entry, locale), time(entry, locale)).collect(joining(", ")),
                Stream.of(Optional.ofNullable(entry.why()), changes(entry, locale))
                        .flatMap(Optional::stream)
                        .collect(joining(" ")));
    }

    private static String time(Entry entry, Locale locale) {
        return TIME.withLocale(locale).withZone(ZoneOffset.UTC).format(entry.at()) + " UTC";
    }

    private Optional<String> changes(Entry entry, Locale locale) {
        return entry.changes().isEmpty() || SPEAKING_FOR_THEMSELVES.contains(entry.action())
                ? Optional.empty()
                : Optional.of(word(
                        "timeline.changed",
                        locale,
                        entry.changes().stream()
                                .map(change -> words.label(change.element(), locale))
                                .collect(joining(", "))));
    }

    private Stream<Event> ahead(Work work, Ahead ahead, Locale locale) {
        return switch (work.state()) {
            case IDEA, CHANGES_REQUESTED, PROPOSED ->
                Stream.concat(
                        Stream.of(new Event(State.CURRENT, word("next.propose", locale), who(ahead, locale), null)),
                        Stream.concat(reviews(ahead, 0, locale), publish(locale)));
            case IN_REVIEW ->
                Stream.concat(
                        Stream.of(new Event(
                                State.CURRENT,
                                reviewTitle(ahead.steps().get(current(work, ahead)), locale),
                                who(ahead, locale),
                                null)),
                        Stream.concat(reviews(ahead, current(work, ahead) + 1, locale), publish(locale)));
            case APPROVED ->
                Stream.of(new Event(State.CURRENT, word("next.publish", locale), who(ahead, locale), null));
            case SCHEDULED ->
                Stream.of(new Event(State.CURRENT, word("next.scheduled", locale), scheduled(work, locale), null));
            case PUBLISHED, RETIRED -> Stream.of();
        };
    }

    private static int current(Work work, Ahead ahead) {
        return Math.min(work.review().step(), ahead.steps().size() - 1);
    }

    private Stream<Event> reviews(Ahead ahead, int from, Locale locale) {
        return ahead.steps().stream()
                .skip(from)
                .map(step -> new Event(State.NEXT, reviewTitle(step, locale), null, null));
    }

    private Stream<Event> publish(Locale locale) {
        return Stream.of(new Event(State.NEXT, word("next.publish", locale), null, null));
    }

    private String reviewTitle(ReviewStep step, Locale locale) {
        return step.name().isEmpty() ? word("next.review", locale) : word("next.reviewBy", locale, step.name());
    }

    private String who(Ahead ahead, Locale locale) {
        return ahead.waitingFor().isEmpty()
                ? word("next.nobody", locale)
                : word(
                        "next.who",
                        locale,
                        ahead.waitingFor().stream()
                                .map(hand -> name(hand, locale))
                                .collect(joining(", ")));
    }

    private String name(Hand hand, Locale locale) {
        if (hand.awayUntil() == null) {
            return hand.holder().name();
        }
        var until = DAY.withLocale(locale).format(hand.awayUntil());
        return hand.deputy() == null
                ? word("next.away", locale, hand.holder().name(), until)
                : word(
                        "next.deputy",
                        locale,
                        hand.deputy().name(),
                        hand.holder().name(),
                        until);
    }

    private String who(Entry entry, Locale locale) {
        var name = Objects.requireNonNullElse(entry.name(), word("timeline.schedule", locale));
        return entry.inPlaceOf() == null ? name : word("timeline.inPlaceOf", locale, name, entry.inPlaceOf());
    }

    private static @Nullable String scheduled(Work work, Locale locale) {
        var draft = work.draft();
        return draft == null || draft.publishAt() == null
                ? null
                : TIME.withLocale(locale).withZone(ZoneOffset.UTC).format(draft.publishAt()) + " UTC";
    }

    private String word(String key, Locale locale, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
