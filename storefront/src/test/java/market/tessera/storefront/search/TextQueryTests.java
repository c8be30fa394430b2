package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextQueryTests {
    @Test
    void keepsAShortQueryAsItIs() {
        assertThat(new TextQuery("C++ and Node.js, 2nd ed.").words()).isEqualTo("C++ and Node.js, 2nd ed.");
    }

    @Test
    void cutsAfterTheTwelfthWord() {
        assertThat(new TextQuery("a b c d e f g h i j k l m n").words()).isEqualTo("a b c d e f g h i j k l");
    }

    @Test
    void countsEachIdeographAsAWord() {
        assertThat(new TextQuery("学".repeat(30)).words()).hasSize(TextQuery.MOST_WORDS);
    }
}
