package market.tessera.checkout.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class HandoffPropertiesTests {
    private final HandoffProperties properties =
            new HandoffProperties(Duration.ofSeconds(2), Duration.ofHours(1), 60, Duration.ofSeconds(30));

    @RepeatedTest(20)
    void doublesThePauseUpToALimitAndSpreadsIt() {
        assertThat(properties.pauseAfter(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(properties.pauseAfter(4)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(16));
        assertThat(properties.pauseAfter(59)).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
    }
}
