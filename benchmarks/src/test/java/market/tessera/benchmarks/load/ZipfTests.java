package market.tessera.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ZipfTests {
    @Test
    void drawsTheSecondHalfAsOftenAsTheFirst() {
        var zipf = new Zipf(1_000);
        var counts = new int[1_000];
        LongStream.range(0, 200_000).forEach(turn -> counts[zipf.drawn(turn)]++);

        assertThat((double) counts[1] / counts[0]).isCloseTo(0.5, within(0.05));
        assertThat((double) counts[9] / counts[0]).isCloseTo(0.1, within(0.02));
    }

    @Test
    void drawsTheSameInTheSameTurn() {
        assertThat(new Zipf(50).drawn(17)).isEqualTo(new Zipf(50).drawn(17));
    }
}
