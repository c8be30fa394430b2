package market.tessera.storefront.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTests {
    private static final Vocabulary VOCABULARY = Vocabulary.of(
            Stream.of(
                    VocabularyFile.entry("ml, machine learning"),
                    VocabularyFile.entry("chatgpt => language models"),
                    VocabularyFile.entry("it, information technology"),
                    VocabularyFile.entry("análisis de datos, data analysis")),
            Set.of("how", "do", "i", "learn", "is", "it"));

    @Test
    void takesTheLongestTermsForOneThing() {
        assertThat(VOCABULARY.concepts("Machine Learning for nurses"))
                .containsExactly(
                        new Concept("Machine Learning", List.of("ml"), false),
                        new Concept("for", List.of(), false),
                        new Concept("nurses", List.of(), false));
    }

    @Test
    void comparesWithoutCaseAndAccents() {
        assertThat(VOCABULARY.concepts("ANALISIS DE DATOS").getFirst().alternatives())
                .containsExactly("data analysis");
    }

    @Test
    void knowsOneWayStreets() {
        assertThat(VOCABULARY.concepts("chatgpt").getFirst().alternatives()).containsExactly("language models");
        assertThat(VOCABULARY.concepts("language models"))
                .allSatisfy(concept -> assertThat(concept.alternatives()).isEmpty());
    }

    @Test
    void leavesOutWordsThatOnlyAskUnlessThereIsNothingElse() {
        assertThat(VOCABULARY.concepts("how do I learn welding?"))
                .extracting(Concept::words)
                .containsExactly("welding");
        assertThat(VOCABULARY.concepts("how do I learn")).hasSize(4);
    }

    @Test
    void tellsAnAbbreviationFromAWordOfASentence() {
        assertThat(VOCABULARY.concepts("IT support").getFirst().alternatives())
                .containsExactly("information technology");
        assertThat(VOCABULARY.concepts("is it welding"))
                .extracting(Concept::words)
                .containsExactly("welding");
    }

    @Test
    void takesWhatIsQuotedAsItIs() {
        assertThat(VOCABULARY.concepts("\"machine learning\" ml"))
                .containsExactly(
                        new Concept("machine learning", List.of(), true),
                        new Concept("ml", List.of("machine learning"), false));
        assertThat(VOCABULARY.concepts("\"ml")).hasSize(1);
        assertThat(VOCABULARY.concepts("\"\" ml")).hasSize(1);
    }

    @Test
    void refusesALineThatNobodyCanRead() {
        assertThatThrownBy(() -> VocabularyFile.entry("a => b => c")).hasMessageContaining("a => b => c");
    }

    @Test
    void shipsMoreThanAHandful() {
        assertThat(Vocabulary.shipped().size()).isGreaterThan(300);
    }
}
