package market.tessera.storefront.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class LastExportTests {
    private final Noon clock = new Noon();
    private final LastExport last = new LastExport(new ExportProperties(1, Duration.ofMinutes(5)), clock);

    @AfterEach
    void removeFiles() throws IOException {
        last.destroy();
    }

    @Test
    void holdsWhatWasWrittenToItsEndForAWhileUnlessSomethingWasPublishedSince() throws IOException {
        assertThat(last.holds("first")).isFalse();

        write("first", "a\n", "b\n");

        assertThat(last.holds("first")).isTrue();
        assertThat(content()).isEqualTo("a\nb\n");
        assertThat(last.holds("first, and something more")).isFalse();
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertThat(last.holds("first")).isFalse();
    }

    @Test
    void keepsTheNewestAndLetsGoOfTheOneBefore() throws IOException {
        write("first", "a\n");
        try (var reader = last.open()) {
            write("second", "b\n");

            assertThat(reader.readAllBytes())
                    .as("one that is being read")
                    .asString()
                    .isEqualTo("a\n");
        }
        assertThat(last.holds("first")).isFalse();
        assertThat(last.holds("second")).isTrue();
        assertThat(content()).isEqualTo("b\n");
    }

    @Test
    void forgetsWhatWasCutOffOrFailed() throws IOException {
        last.keep("cut off", null, Flux.just(bytes("a\n"), bytes("b\n")))
                .take(1)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        last.keep("failed", null, Flux.just(bytes("a\n")).concatWith(Flux.error(new IOException("gone"))))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyError(IOException.class);

        assertThat(last.holds("cut off")).isFalse();
        assertThat(last.holds("failed")).isFalse();
        assertThatThrownBy(last::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotGivenAwayOnTheNextDayForItSaysWhichIntakesAreOpen() {
        clock.now = Instant.parse("2026-11-27T23:59:00Z");
        write("yesterday", "a\n");

        clock.now = Instant.parse("2026-11-28T00:00:00Z");

        assertThat(last.holds("yesterday")).isFalse();
    }

    @Test
    void keepsNothingWhereThatIsNotWanted() {
        var without = new LastExport(new ExportProperties(1, Duration.ZERO), clock);

        without.keep("first", null, Flux.just(bytes("a\n")))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();

        assertThat(without.holds("first")).isFalse();
    }

    private void write(String since, String... pieces) {
        last.keep(since, null, Flux.just(pieces).map(LastExportTests::bytes))
                .as(StepVerifier::create)
                .expectNextCount(pieces.length)
                .verifyComplete();
    }

    private String content() throws IOException {
        try (var file = last.open()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Noon extends Clock {
        private Instant now = Instant.parse("2026-11-27T12:00:00Z");

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
