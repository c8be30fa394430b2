package market.tessera.sandbox.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class QualityTests {
    private static final Judgements TWO = Judgements.of(List.of(
            "query\tdocument\tgrade\tkind",
            "wind\ta\t3\tskill",
            "wind\tb\t1\tskill",
            "wnd\ta\t3\ttypo",
            "wnd\tz\t0\ttypo"));

    @Test
    void isOneWhenEverythingRelevantComesFirstInItsOrder() {
        var quality = Quality.of(TWO, _ -> List.of("a", "b"));

        assertThat(quality.ndcg()).isEqualTo(1);
        assertThat(quality.mrr()).isEqualTo(1);
        assertThat(quality.recall()).isEqualTo(1);
    }

    @Test
    void falls() {
        var quality = Quality.of(TWO, query -> query.equals("wind") ? List.of("x", "b", "a") : List.of());

        // (1 / log2 3 + 7 / log2 4) of (7 / log2 2 + 1 / log2 3), and nothing for the other query
        assertThat(quality.ndcg()).isCloseTo((0.6309 + 3.5) / (7 + 0.6309) / 2, within(0.0001));
        assertThat(quality.mrr()).isEqualTo(0.25);
        assertThat(quality.recall()).isEqualTo(0.5);
        assertThat(quality.byKind()).containsEntry("typo", 0.0);
        assertThat(quality.queries().getFirst().judged().query()).isEqualTo("wnd");
    }

    @Test
    void countsWhatIsFoundTwiceOnce() {
        assertThat(Quality.of(TWO, _ -> List.of("a", "a")).recall()).isEqualTo(0.75);
    }

    @Test
    void judgesEveryKindOfQueryOfTheSample() {
        var judgements = Judgements.ofSampleCatalogue();

        assertThat(judgements.queries()).hasSizeGreaterThan(100);
        assertThat(judgements.queries()).extracting(Judgements.Judged::kind).contains("typo", "question", "language");
    }

    @Test
    void refusesWhatIsNotAJudgement() {
        assertThatThrownBy(() -> Judgements.of(List.of("query\tdocument\tgrade", "wind\ta\tgood")))
                .hasMessageContaining("wind");
    }
}
