package market.tessera.checkout;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.platform.identity.Person;
import org.springframework.boot.test.context.TestComponent;

/** Learners who have completed what they bought. */
@TestComponent
public class Graduates {
    private static final BigDecimal PASS_MARK = new BigDecimal("0.5");

    private final Purchases purchases;
    private final Enrollments enrollments;
    private final RecordScore record;

    Graduates(Purchases purchases, Enrollments enrollments, RecordScore record) {
        this.purchases = purchases;
        this.enrollments = enrollments;
        this.record = record;
    }

    /** The badge of a course that the learner has just bought and completed. */
    public UUID badge(Person learner, String title) {
        var bought = purchases.buys(learner, purchases.course(title));
        completes(bought, 88);
        return purchases.awaitBadge(bought);
    }

    /** Lets the provider report that, as soon as the learner is enrolled. */
    public void completes(Bought bought, int percent) {
        purchases.awaitState(bought, "CONFIRMED");
        var score = new Score(
                Instant.now(),
                Activity.COMPLETED,
                Grading.FULLY_GRADED,
                BigDecimal.valueOf(percent),
                BigDecimal.valueOf(100),
                null);
        enrollments
                .find(bought.enrollment())
                .flatMap(enrollment -> record.record(enrollment, score, PASS_MARK, "ags"))
                .block();
    }
}
