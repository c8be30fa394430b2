package market.tessera.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class RecurringTests {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @Test
    void aRoundAtOnceAndOneAfterEveryPause() {
        every(PAUSE, this::round).start();

        assertThat(rounds).hasValue(1);
        time.advanceTimeBy(PAUSE.multipliedBy(3));
        assertThat(rounds).hasValue(4);
    }

    @Test
    void theFirstRoundMayWaitToo() {
        every(PAUSE, this::round).afterAPause().start();

        assertThat(rounds).hasValue(0);
        time.advanceTimeBy(PAUSE);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void goesOnAtOnceWhileThereIsSomething() {
        var found = new ArrayDeque<>(List.of(1L, 1L, 0L, 1L));

        whileDue(LONG, () -> Mono.fromSupplier(found::remove)).start();

        assertThat(found).containsExactly(1L);
    }

    @Test
    void restsAfterARoundThatWasNotFull() {
        var found = new ArrayDeque<>(List.of(3L, 2L, 1L, 3L));

        whileDue(LONG, 2, () -> Mono.fromSupplier(found::remove)).start();

        assertThat(found).containsExactly(3L);
    }

    @Test
    void aRoundThatSaysNothingHadNothingToDo() {
        whileDue(LONG, () -> Mono.<Long>fromRunnable(rounds::incrementAndGet)).start();

        assertThat(rounds).hasValue(1);
    }

    @Test
    void whatFailsIsTriedAgainSoonAndThenLessOften() {
        every(PAUSE, this::failure).start();
        assertThat(roundsAfterSeconds(1, 2, 4, 5)).containsExactly(2, 3, 4, 5);
    }

    @Test
    void whatFailsIsTriedAgainSoonerThanTheNextRoundWouldCome() {
        var work = new ArrayDeque<Mono<Integer>>(List.of(failure(), round(), round()));
        every(LONG, () -> Mono.defer(work::remove)).start();

        time.advanceTimeBy(Duration.ofSeconds(5));

        assertThat(work).hasSize(1);
        time.advanceTimeBy(LONG);
        assertThat(work).isEmpty();
    }

    @Test
    void aRoundThatCannotEvenBeginHasFailedLikeAnyOther() {
        every(PAUSE, () -> {
                    rounds.incrementAndGet();
                    throw new IllegalStateException("odd");
                })
                .start();

        time.advanceTimeBy(PAUSE);

        assertThat(rounds).hasValue(2);
    }

    @Test
    void oneThatLastsHoldsUpOnlyItsLane() {
        var first = new AtomicInteger();
        every(PAUSE, () -> first.getAndIncrement() == 0 ? Mono.never() : round())
                .inLanes(2)
                .start();

        time.advanceTimeBy(PAUSE);

        assertThat(rounds).hasValue(2);
    }

    @Test
    void stoppingWaitsForTheRoundInProgressAndBeginsNoOther() {
        var inProgress = Sinks.<Long>one();
        var recurring = whileDue(PAUSE, () -> {
            rounds.incrementAndGet();
            return inProgress.asMono();
        });
        recurring.start();

        recurring.stop(stops::incrementAndGet);
        assertThat(recurring.isRunning()).isFalse();
        assertThat(stops).hasValue(0);
        inProgress.tryEmitValue(1L);

        assertThat(stops).hasValue(1);
        time.advanceTimeBy(LONG);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void aRoundThatWouldNotEndIsCutOff() {
        var cancelled = new AtomicInteger();
        var recurring = every(PAUSE, () -> Mono.never().doOnCancel(cancelled::incrementAndGet));
        recurring.start();

        recurring.stop(stops::incrementAndGet);
        time.advanceTimeBy(Duration.ofSeconds(8));

        assertThat(cancelled).hasValue(1);
        assertThat(stops).hasValue(1);
    }

    @Test
    void stoppingInARestEndsAtOnceAndItCanBeStartedAgain() {
        var recurring = every(LONG, this::round);
        recurring.start();
        recurring.stop(stops::incrementAndGet);
        assertThat(stops).hasValue(1);

        recurring.start();

        assertThat(recurring.isRunning()).isTrue();
        assertThat(rounds).hasValue(2);
        time.advanceTimeBy(LONG);
        assertThat(rounds).hasValue(3);
    }

    @Test
    void doesItOnceMoreAtTheEndWhereThatIsWanted() {
        var recurring = every(LONG, this::round).afterAPause().andOnceMoreAtTheEnd();
        recurring.start();
        assertThat(rounds).hasValue(0);

        recurring.stop(stops::incrementAndGet);

        assertThat(rounds).hasValue(1);
        assertThat(stops).hasValue(1);
    }

    @Test
    void whatDoesNotRunIsStoppedAlready() {
        every(PAUSE, this::round).stop(stops::incrementAndGet);

        assertThat(stops).hasValue(1);
    }

    private Recurring every(Duration pause, Supplier<Mono<?>> round) {
        return Recurring.every("Work", pause, round).timedBy(rest -> Mono.delay(rest, time));
    }

    private Recurring whileDue(Duration pause, Supplier<Mono<Long>> round) {
        return whileDue(pause, 1, round);
    }

    private Recurring whileDue(Duration pause, long plenty, Supplier<Mono<Long>> round) {
        return Recurring.whileDue("Work", pause, plenty, round).timedBy(rest -> Mono.delay(rest, time));
    }

    private Mono<Integer> round() {
        return Mono.fromSupplier(rounds::incrementAndGet);
    }

    private Mono<Integer> failure() {
        return round().then(Mono.error(new IllegalStateException("odd")));
    }

    private List<Integer> roundsAfterSeconds(int... seconds) {
        var seen = new ArrayList<Integer>();
        for (var more : seconds) {
            time.advanceTimeBy(Duration.ofSeconds(more));
            seen.add(rounds.get());
        }
        return seen;
    }
}
