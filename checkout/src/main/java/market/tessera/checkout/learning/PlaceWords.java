package market.tessera.checkout.learning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.completion.Progresses.Reached;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.handoff.HandoffStandings.Standing;
import market.tessera.checkout.learning.Shelf.Around;
import market.tessera.checkout.offer.Intake;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says where an enrollment stands and what comes next. */
@Component
class PlaceWords {
    private static final int NEUTRAL_HUE = 180;

    private final MessageSource words;

    PlaceWords(MessageSource words) {
        this.words = words;
    }

    Place describe(Enrollment enrollment, Around around, Locale locale) {
        var offer = around.offer();
        var course = enrollment.course();
        var state = enrollment.state();
        var badge = enrollment.badge();
        var guidance = around.wayIn().guidance();
        return new Place(
                enrollment.id(),
                course.title(),
                offer == null ? "/search" : "/offerings/" + offer.slug(),
                course.providerName(),
                offer == null ? NEUTRAL_HUE : offer.seller().hue(),
                offer == null ? null : offer.seller().logo(),
                state.name().toLowerCase(Locale.ROOT),
                kind(state),
                offer == null ? null : when(offer.intake(), locale),
                state.isOpen() && guidance != null
                        ? guided(enrollment, guidance, locale)
                        : next(enrollment, around.wayIn().standing(), locale),
                result(enrollment, around, locale),
                state.isOpen() && guidance == null ? "/lti/launch/" + enrollment.id() : null,
                badge == null ? null : "/badges/" + badge,
                around.sponsor() == null ? "/orders/" + enrollment.purchase().order() : null,
                around.sponsor());
    }

    private static String kind(State state) {
        return switch (state) {
            case REQUESTED -> "waiting";
            case CONFIRMED, ACTIVE -> "progress";
            case COMPLETED -> "success";
            case WITHDRAWN -> "neutral";
            case FAILED -> "danger";
        };
    }

    /** What the provider says, or that it will say something. */
    private String guided(Enrollment enrollment, String guidance, Locale locale) {
        if (enrollment.state() == State.COMPLETED) {
            return next(enrollment, Standing.UNDERWAY, locale);
        }
        return guidance.isBlank()
                ? word("learning.guided", locale, enrollment.course().providerName())
                : guidance;
    }

    private String next(Enrollment enrollment, Standing standing, Locale locale) {
        var key = "learning.state." + enrollment.state().name().toLowerCase(Locale.ROOT);
        return word(
                enrollment.badge() == null ? key + next(standing) : key + ".done",
                locale,
                enrollment.course().providerName());
    }

    private static String next(Standing standing) {
        return switch (standing) {
            case UNDERWAY -> ".next";
            case AWAY -> ".away";
            case PEOPLE -> ".people";
            case FETCH -> ".fetch";
        };
    }

    /** The grade; before that the newest result, and how much of the course is done, as far as the provider's system says. */
    private @Nullable String result(Enrollment enrollment, Around around, Locale locale) {
        if (enrollment.state() == State.COMPLETED) {
            return enrollment.grade() == null ? null : word("learning.grade", locale, enrollment.grade());
        }
        var reached = Optional.ofNullable(around.reached());
        var known = Stream.concat(
                        reached.map(Reached::share).stream()
                                .map(share -> word("learning.progress", locale, percent(share))),
                        reached.map(Reached::score).stream()
                                .flatMap(score -> score.grade().stream())
                                .map(grade -> word("learning.result", locale, grade)))
                .collect(Collectors.joining(" · "));
        return known.isEmpty() ? null : known;
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(0, RoundingMode.DOWN).toPlainString() + " %";
    }

    private @Nullable String when(Intake intake, Locale locale) {
        if (intake.selfPaced()) {
            return word("learning.selfPaced", locale);
        }
        var starts = intake.starts();
        var ends = intake.ends();
        if (starts == null) {
            return null;
        }
        return ends == null
                ? word("learning.from", locale, date(starts, locale))
                : word("learning.between", locale, date(starts, locale), date(ends, locale));
    }

    private static String date(LocalDate date, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }
}
