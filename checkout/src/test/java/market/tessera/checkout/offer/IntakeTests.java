package market.tessera.checkout.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeTests {
    private static final LocalDate STARTS = LocalDate.of(2027, 3, 1);
    private static final LocalDate ENDS = LocalDate.of(2027, 6, 30);

    @Test
    void isSoldUntilItsInstitutionClosesIt() {
        var closes = LocalDate.of(2027, 2, 1);

        assertThat(intake(false, closes).deadline()).contains(closes);
        assertThat(intake(true, closes).deadline()).contains(closes);
    }

    @Test
    void isSoldUntilItStartsOrWhereOneLearnsAtOnesOwnPaceUntilItEnds() {
        assertThat(intake(false, null).deadline()).contains(STARTS);
        assertThat(intake(true, null).deadline()).contains(ENDS);
    }

    private static Intake intake(boolean selfPaced, @Nullable LocalDate closes) {
        return new Intake(UUID.randomUUID(), selfPaced, STARTS, ENDS, closes, null, null, 5, 0, false, 0);
    }
}
