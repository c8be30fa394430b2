package market.tessera.checkout.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreTests {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    @Test
    void passesFromThePassMarkUp() {
        assertThat(graded("5", "10").passes(HALF)).isTrue();
        assertThat(graded("4.99", "10").passes(HALF)).isFalse();
        assertThat(graded("11", "10").passes(HALF)).isTrue();
    }

    @Test
    void withoutPointsMeetsOnlyAPassMarkOfZero() {
        assertThat(graded(null, null).passes(HALF)).isFalse();
        assertThat(graded(null, null).passes(BigDecimal.ZERO)).isTrue();
    }

    @Test
    void readsAsAPercentage() {
        assertThat(graded("2", "3").grade()).contains("67 %");
        assertThat(graded(null, null).grade()).isEmpty();
    }

    private static Score graded(@Nullable String given, @Nullable String maximum) {
        return new Score(
                Instant.EPOCH,
                Activity.COMPLETED,
                Grading.FULLY_GRADED,
                given == null ? null : new BigDecimal(given),
                maximum == null ? null : new BigDecimal(maximum),
                null);
    }
}
