package market.tessera.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTests {
    @Test
    void givesTheLatencyThatAShareOfTheUnitsDidNotExceed() {
        var latencies = ofMillis(1, 1_000);

        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.percentile(50)).isCloseTo(500, within(1.0));
        assertThat(latencies.percentile(95)).isCloseTo(950, within(1.0));
        assertThat(latencies.percentile(99)).isCloseTo(990, within(1.0));
        assertThat(latencies.max()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void addsUpAsIfAllHadBeenRecordedInOne() {
        var all = ofMillis(1, 500);
        all.add(ofMillis(501, 1_000));

        assertThat(all.count()).isEqualTo(1_000);
        assertThat(all.percentile(50)).isCloseTo(500, within(1.0));
    }

    private static Latencies ofMillis(int first, int last) {
        var latencies = new Latencies();
        IntStream.rangeClosed(first, last).mapToObj(Duration::ofMillis).forEach(latencies::record);
        return latencies;
    }
}
