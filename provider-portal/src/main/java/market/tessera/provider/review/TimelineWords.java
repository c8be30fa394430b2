package market.tessera.provider.review;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.review.TimelineEvent.State;
import market.tessera.provider.reviewers.Hand;
import market.tessera.provider.reviewsteps.ReviewStep;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What has happened to a draft and what comes next, in words. */
@Component
public class TimelineWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy");

    private final MessageSource messages;

    TimelineWords(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * Something that has happened.
     *
     * @param name of who did it; null for the schedule
     * @param inPlaceOf for whom, where a deputy did it
     * @param edition the version that came of it
     */
    public record Happened(
            Action action,
            Instant at,
            @Nullable String name,
            @Nullable String inPlaceOf,
            @Nullable Integer edition) {}

    /**
     * Where a draft stands.
     *
     * @param steps of the provider's reviews
     * @param waitingFor who may take the step that is waited for
     */
    public record Stage(
            WorkflowState state,
            Review review,
            @Nullable Instant publishAt,
            List<ReviewStep> steps,
            List<Hand> waitingFor) {}

    public TimelineEvent done(Happened happened, @Nullable String detail, Locale locale) {
        var refused = happened.action() == Action.CHANGES_REQUESTED;
        return new TimelineEvent(
                refused ? State.REFUSED : State.DONE,
                word("action." + happened.action(), locale, happened.edition()),
                who(happened, locale) + ", " + time(happened.at(), locale),
                detail);
    }

    /** What is waited for, then what comes after that. */
    public Stream<TimelineEvent> ahead(Stage now, Locale locale) {
        return switch (now.state()) {
            case IDEA, CHANGES_REQUESTED, PROPOSED ->
                Stream.concat(
                        Stream.of(current(word("next.propose", locale), who(now, locale))),
                        Stream.concat(reviews(now.steps(), 0, locale), publish(locale)));
            case IN_REVIEW -> {
                var place = ReviewStep.place(now.steps(), now.review().step());
                yield Stream.concat(
                        Stream.of(current(title(now.steps().get(place), locale), who(now, locale))),
                        Stream.concat(reviews(now.steps(), place + 1, locale), publish(locale)));
            }
            case APPROVED -> Stream.of(current(word("next.publish", locale), who(now, locale)));
            case SCHEDULED ->
                Stream.of(current(
                        word("next.scheduled", locale),
                        now.publishAt() == null ? null : time(now.publishAt(), locale)));
            case PUBLISHED, RETIRED -> Stream.of();
        };
    }

    private static TimelineEvent current(String title, @Nullable String meta) {
        return new TimelineEvent(State.CURRENT, title, meta, null);
    }

    private static TimelineEvent next(String title) {
        return new TimelineEvent(State.NEXT, title, null, null);
    }

    private Stream<TimelineEvent> reviews(List<ReviewStep> steps, int from, Locale locale) {
        return steps.stream().skip(from).map(step -> next(title(step, locale)));
    }

    private Stream<TimelineEvent> publish(Locale locale) {
        return Stream.of(next(word("next.publish", locale)));
    }

    private String title(ReviewStep step, Locale locale) {
        return step.name().isEmpty() ? word("next.review", locale) : word("next.reviewBy", locale, step.name());
    }

    private String who(Stage now, Locale locale) {
        return now.waitingFor().isEmpty()
                ? word("next.nobody", locale)
                : word(
                        "next.who",
                        locale,
                        now.waitingFor().stream()
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

    private String who(Happened happened, Locale locale) {
        var name = Objects.requireNonNullElse(happened.name(), word("timeline.schedule", locale));
        return happened.inPlaceOf() == null ? name : word("timeline.inPlaceOf", locale, name, happened.inPlaceOf());
    }

    private static String time(Instant at, Locale locale) {
        return TIME.withLocale(locale).withZone(ZoneOffset.UTC).format(at) + " UTC";
    }

    private String word(String key, Locale locale, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
