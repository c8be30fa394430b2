package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.storefront.vocabulary.Vocabulary;
import org.junit.jupiter.api.Test;

class TextQueryTests {
    @Test
    void keepsAShortQueryAsItIs() {
        assertThat(query("C++ and Node.js, 2nd ed.").words()).isEqualTo("C++ and Node.js, 2nd ed.");
    }

    @Test
    void cutsAfterTheTwelfthWord() {
        assertThat(query("a b c d e f g h i j k l m n").words()).isEqualTo("a b c d e f g h i j k l");
    }

    @Test
    void countsEachIdeographAsAWord() {
        assertThat(query("学".repeat(30)).words()).hasSize(TextQuery.MOST_WORDS);
    }

    private static TextQuery query(String text) {
        return new TextQuery(text, Vocabulary.shipped());
    }
}
