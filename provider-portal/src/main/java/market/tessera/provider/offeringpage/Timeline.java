package market.tessera.provider.offeringpage;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.provider.draft.History.Entry;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.TimelineEvent;
import market.tessera.provider.review.TimelineWords;
import market.tessera.provider.review.TimelineWords.Happened;
import market.tessera.provider.review.TimelineWords.Stage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What has happened to an offering and what comes next, in words. */
@Component
class Timeline {
    /** What changes with these is all of the offering or none of it, and the action says so. */
    private static final Set<Action> SPEAKING_FOR_THEMSELVES =
            EnumSet.of(Action.BEGUN, Action.INTAKES_CHANGED, Action.TAKEN_DOWN);

    private final TimelineWords timeline;
    private final MessageSource messages;
    private final ElementWords words;

    Timeline(TimelineWords timeline, MessageSource messages, ElementWords words) {
        this.timeline = timeline;
        this.messages = messages;
        this.words = words;
    }

    /** The oldest first, then what is waited for, then what comes after that. */
    List<TimelineEvent> of(List<Entry> newestFirst, Stage now, Locale locale) {
        return Stream.concat(
                        newestFirst.reversed().stream().map(entry -> done(entry, locale)), timeline.ahead(now, locale))
                .toList();
    }

    private TimelineEvent done(Entry entry, Locale locale) {
        var happened = new Happened(entry.action(), entry.at(), entry.name(), entry.inPlaceOf(), entry.edition());
        var detail = Stream.of(Optional.ofNullable(entry.why()).map(Timeline::sentence), changes(entry, locale))
                .flatMap(Optional::stream)
                .collect(joining(" "));
        return timeline.done(happened, detail, locale);
    }

    /** So that what comes after it does not read on. */
    private static String sentence(String why) {
        return why.isEmpty() || !Character.isLetterOrDigit(why.codePointBefore(why.length())) ? why : why + ".";
    }

    private Optional<String> changes(Entry entry, Locale locale) {
        var elements = entry.changes().stream()
                .map(change -> words.label(change.element(), locale))
                .collect(joining(", "));
        return elements.isEmpty() || SPEAKING_FOR_THEMSELVES.contains(entry.action())
                ? Optional.empty()
                : Optional.of(messages.getMessage("timeline.changed", new Object[] {elements}, locale));
    }
}
