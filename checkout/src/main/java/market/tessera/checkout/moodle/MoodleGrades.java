package market.tessera.checkout.moodle;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.moodle.MoodleLearners.Seat;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a Moodle gives for a course as a whole. A token need not be allowed to read it: then there is no grade. */
@Component
class MoodleGrades {
    static final String FUNCTION = "gradereport_user_get_grade_items";

    private final MoodleCalls calls;

    MoodleGrades(MoodleCalls calls) {
        this.calls = calls;
    }

    /** Points above the least that there can be, out of as many. */
    record Grade(BigDecimal given, BigDecimal maximum) {}

    /** @return errors with {@link Unreachable} where it may be told later */
    Mono<Optional<Grade>> of(Moodle moodle, Seat seat) {
        return calls.call(
                        moodle,
                        FUNCTION,
                        Map.of("courseid", Long.toString(seat.course()), "userid", Long.toString(seat.moodleUser())))
                .map(MoodleGrades::ofCourse)
                .onErrorResume(
                        Unreachable.class,
                        failure -> isAway(failure.reason()) ? Mono.error(failure) : Mono.just(Optional.empty()));
    }

    private static Optional<Grade> ofCourse(JsonNode report) {
        return report.at("/usergrades/0/gradeitems")
                .valueStream()
                .filter(item -> item.path("itemtype").asString("").equals("course"))
                .findFirst()
                .filter(item -> item.path("graderaw").isNumber()
                        && item.path("grademax").isNumber())
                .map(MoodleGrades::grade)
                .filter(grade -> grade.maximum().signum() > 0
                        && grade.given().signum() >= 0
                        && Score.isNumberOfPoints(grade.given())
                        && Score.isNumberOfPoints(grade.maximum()));
    }

    private static Grade grade(JsonNode item) {
        var least = item.path("grademin").isNumber() ? item.path("grademin").decimalValue() : BigDecimal.ZERO;
        return new Grade(
                item.path("graderaw").decimalValue().subtract(least),
                item.path("grademax").decimalValue().subtract(least));
    }

    private static boolean isAway(Reason reason) {
        return switch (reason) {
            case NO_ANSWER, TIMED_OUT, UNKNOWN_HOST, NOT_ALLOWED, NOT_CONNECTED -> true;
            case STATUS, REFUSED, TOO_LONG, WRONG_TYPE, MALFORMED, NO_KEYS -> false;
        };
    }
}
