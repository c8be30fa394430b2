package market.tessera.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class BackgroundTests {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @Test
    void isCancelledWhenItIsStoppedAndBeginsAnewWhenItIsStarted() {
        var background = Background.of(
                "Work",
                () -> Mono.never().doOnSubscribe(_ -> begun.incrementAndGet()).doOnCancel(cancelled::incrementAndGet));
        background.start();
        assertThat(background.isRunning()).isTrue();

        background.stop();
        background.stop();
        assertThat(background.isRunning()).isFalse();
        assertThat(cancelled).hasValue(1);

        background.start();
        assertThat(begun).hasValue(2);
    }

    @Test
    void whatCannotBeginKeepsTheApplicationFromStarting() {
        var background = Background.of("Work", () -> {
            throw new IllegalStateException("The folder is in use");
        });

        assertThatIllegalStateException().isThrownBy(background::start);
        assertThat(background.isRunning()).isFalse();
    }

    @Test
    void whatFailsLaterIsOverAndHarmsNobody() {
        var background = Background.of("Work", () -> Mono.error(new IllegalStateException("odd")));

        background.start();
        background.stop();

        assertThat(background.isRunning()).isFalse();
    }

    @Test
    void mayBeginBeforeRequestsAreTaken() {
        var background = Background.of("Work", Mono::never);

        assertThat(background.beforeRequests().getPhase()).isLessThan(background.getPhase());
    }
}
