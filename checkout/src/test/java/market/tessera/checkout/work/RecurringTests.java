package market.tessera.checkout.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RecurringTests {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void goesOnAtOnceWhileThereIsSomething() {
        var found = new ArrayDeque<>(List.of(1L, 1L, 0L, 1L));

        oneRun(new Recurring("Work", LONG, Mono.fromSupplier(found::remove)));

        assertThat(found).containsExactly(1L);
    }

    @Test
    void restsAfterARoundThatWasNotFull() {
        var found = new ArrayDeque<>(List.of(3L, 2L, 1L, 3L));

        oneRun(new Recurring("Work", LONG, 2, Mono.fromSupplier(found::remove)));

        assertThat(found).containsExactly(3L);
    }

    /** Until it rests. */
    private static void oneRun(Recurring recurring) {
        recurring.start();
        recurring.stop();
    }
}
