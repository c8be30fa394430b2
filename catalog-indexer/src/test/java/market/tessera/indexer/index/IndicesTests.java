package market.tessera.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IndicesTests {
    @Test
    void addsUpFingerprintsExactlyWhereADoubleWouldRound() {
        var answer = JsonMapper.shared().readTree("""
                        {"aggregations": {"bands": {"buckets": [
                          {"key": 0.0, "sum": {"value": 9.007199254740991E15}},
                          {"key": 1.34217728E8, "sum": {"value": 9.007199254740990E15}},
                          {"key": 2.68435456E8, "sum": {"value": 1.0}}
                        ]}}}
                        """);

        assertThat(Indices.checksum(answer)).isEqualTo(18_014_398_509_481_982L);
    }

    @Test
    void anIndexOfNothingHasNoSum() {
        var answer = JsonMapper.shared().readTree("{\"aggregations\": {\"bands\": {\"buckets\": []}}}");

        assertThat(Indices.checksum(answer)).isZero();
    }
}
