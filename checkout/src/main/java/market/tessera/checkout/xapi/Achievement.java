package market.tessera.checkout.xapi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.connection.MoveOn;
import org.jspecify.annotations.Nullable;

/**
 * What all statements of an enrollment come to, in the order in which things happened: whenever one arrives, however late, or one is voided,
 * it is made anew of all of them. Of those that tell of progress the newest will do, and the newest with a score and with a progress: the others
 * change nothing.
 *
 * @param metAt since when the course's condition is met; null while it is not
 * @param judged whether anything was said that decides about it
 */
record Achievement(
        boolean completed,
        boolean passed,
        boolean satisfied,
        boolean judged,
        @Nullable Instant metAt,
        @Nullable BigDecimal scaled,
        @Nullable BigDecimal progress) {
    private static final Achievement NOTHING = new Achievement(false, false, false, false, null, null, null);
    private static final BigDecimal MAXIMUM = new BigDecimal(100);

    /**
     * One of the statements that count.
     *
     * @param scaled its score, from 0 to 1; null where it says none
     * @param progress the same of how far the course is done
     */
    record Said(
            String verb,
            Instant at,
            @Nullable BigDecimal scaled,
            @Nullable BigDecimal progress) {}

    static Achievement of(List<Said> inOrder, MoveOn moveOn) {
        var reached = NOTHING;
        for (var said : inOrder) {
            reached = reached.and(said, moveOn);
        }
        return reached;
    }

    private Achievement and(Said said, MoveOn moveOn) {
        var verb = Verb.of(said.verb());
        var does = verb.map(found -> found == Verb.COMPLETED).orElse(false) || completed;
        var passes = verb.filter(found -> found == Verb.PASSED || found == Verb.FAILED)
                .map(found -> found == Verb.PASSED)
                .orElse(passed);
        var satisfies = verb.filter(found -> found == Verb.SATISFIED || found == Verb.WAIVED)
                        .isPresent()
                || satisfied;
        var met = satisfies || moveOn.isMet(does, passes);
        return new Achievement(
                does,
                passes,
                satisfies,
                judged || verb.filter(found -> found != Verb.PROGRESSED).isPresent(),
                met ? Optional.ofNullable(metAt).orElse(said.at()) : null,
                Optional.ofNullable(said.scaled()).orElse(scaled),
                Optional.ofNullable(said.progress()).orElse(does ? BigDecimal.ONE : progress));
    }

    boolean isMet() {
        return metAt != null;
    }

    /**
     * As a score of now: what was made of all statements is newer than whatever was made of fewer.
     *
     * @param wasMet whether it has been enough before: then that it is not any more is a judgement, too
     */
    Score score(Instant now, boolean wasMet) {
        var given = scaled == null ? null : scaled.multiply(MAXIMUM);
        var maximum = scaled == null ? null : MAXIMUM;
        return judged || wasMet
                ? new Score(now, Activity.COMPLETED, Grading.FULLY_GRADED, given, maximum, null)
                : new Score(now, Activity.IN_PROGRESS, Grading.NOT_READY, given, maximum, null);
    }
}
