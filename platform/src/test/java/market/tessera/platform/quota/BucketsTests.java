package market.tessera.platform.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTests {
    private static final Policy POLICY = new Policy("test", 10, Duration.ofMinutes(1));

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final Buckets buckets = new Buckets(new HandSetClock(), 100);

    @Test
    void grantsTheWholeQuotaAtOnceAndThenEachAfterItsShareOfTheTime() {
        assertThat(granted("a", 15)).isEqualTo(10);
        var refused = buckets.take("a", POLICY);

        now = now.plusNanos(refused.nanosToNext());

        assertThat(refused.nanosToNext()).isEqualTo(Duration.ofSeconds(6).toNanos());
        assertThat(refused.retryAfter()).isEqualTo(6);
        assertThat(granted("a", 5)).isEqualTo(1);
    }

    @Test
    void isWholeAgainAfterTheWindow() {
        granted("a", 10);

        now = now.plusSeconds(60);

        assertThat(buckets.take("a", POLICY).left()).isEqualTo(9);
    }

    @Test
    void doesNotLoseCountWhenManyAskAtOnce() {
        assertThat(IntStream.range(0, 1_000)
                        .parallel()
                        .filter(_ -> buckets.take("a", POLICY).granted())
                        .count())
                .isEqualTo(10);
    }

    @Test
    void remembersNoMoreClientsThanItMay() {
        IntStream.range(0, 5_000).forEach(client -> buckets.take("first " + client, POLICY));
        assertThat(buckets.size()).isLessThanOrEqualTo(101);
        assertThat(buckets.take("one more", POLICY).granted()).isFalse();
        assertThat(buckets.take("first 1", POLICY).granted()).isTrue();

        now = now.plusSeconds(61);
        assertThat(buckets.take("one more", POLICY).left()).isEqualTo(9);
        assertThat(buckets.size()).isLessThan(10);
    }

    private long granted(String client, int times) {
        return IntStream.range(0, times)
                .filter(_ -> buckets.take(client, POLICY).granted())
                .count();
    }

    private final class HandSetClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
