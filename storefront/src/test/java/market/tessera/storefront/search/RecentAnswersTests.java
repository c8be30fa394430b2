package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RecentAnswersTests {
    private static final int MOST = 100;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final RecentAnswers<String, String> recent =
            new RecentAnswers<>(Duration.ofSeconds(1), MOST, String::length, now::get);

    @Test
    void givesTheSameAnswerForASecondAndNotLonger() {
        assertThat(get("a")).isEqualTo("answer 1");
        wait(Duration.ofMillis(999));
        assertThat(get("a")).isEqualTo("answer 1");
        wait(Duration.ofMillis(1));
        assertThat(get("a")).isEqualTo("answer 2");
    }

    @Test
    void countsTheSecondFromTheAskingHoweverLongTheAnswerTakes() {
        var slow = Sinks.<String>one();
        var first = recent.get("a", slow::asMono).toFuture();
        wait(Duration.ofSeconds(1));
        slow.tryEmitValue("old").orThrow();

        assertThat(first).isCompletedWithValue("old");
        assertThat(get("a")).isEqualTo("answer 1");
    }

    @Test
    void asksOnceForAllThatWaitAndGoesOnWhenOneOfThemLeaves() {
        var slow = Sinks.<String>one();
        Supplier<Mono<String>> ask = () -> {
            asked.incrementAndGet();
            return slow.asMono();
        };
        var leaves = recent.get("a", ask).subscribe();
        var waiting = IntStream.range(0, 10)
                .mapToObj(_ -> recent.get("a", ask).toFuture())
                .toList();
        leaves.dispose();
        slow.tryEmitValue("answer").orThrow();

        assertThat(waiting).allSatisfy(each -> assertThat(each).isCompletedWithValue("answer"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void forgetsFailuresAtOnce() {
        recent.get("a", () -> Mono.error(new IllegalStateException("away")))
                .as(StepVerifier::create)
                .verifyErrorMessage("away");

        assertThat(get("a")).isEqualTo("answer 1");
        assertThat(recent.weight()).isEqualTo("answer 1".length());
    }

    @Test
    void neverHoldsMoreThanItMay() {
        for (var at = 0; at < 1_000; at++) {
            get("key " + at);
            assertThat(recent.weight()).isLessThanOrEqualTo(MOST);
        }
        assertThat(get("key 999")).isEqualTo("answer 1000");
        assertThat(get("key 0")).isEqualTo("answer 1001");
    }

    @Test
    void holdsNothingOnceEverythingIsOld() {
        List.of("a", "b", "c").forEach(this::get);
        wait(Duration.ofSeconds(1));
        get("d");

        assertThat(recent.weight()).isEqualTo("answer 4".length());
    }

    private String get(String key) {
        return recent.get(key, () -> Mono.fromSupplier(() -> "answer " + asked.incrementAndGet()))
                .block();
    }

    private void wait(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
