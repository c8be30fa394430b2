package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import market.tessera.storefront.vocabulary.Vocabulary;
import org.junit.jupiter.api.Test;

class TextQueryTests {
    private static final long SEED = 20_261_128L;
    private static final int MOST_OF_A_QUERY = 200_000;

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

    /** Over HTTP, {@link HostileQueriesTests} asks a sample of them. */
    @Test
    void takesFiftyThousandHostileTextsApartIntoAFewThings() {
        var vocabulary = Vocabulary.shipped();
        var random = new Random(SEED);
        for (var number = 0; number < 50_000; number++) {
            var text = HostileTexts.next(random);
            var query = new TextQuery(text, vocabulary);

            assertThat(query.concepts()).as(text).hasSizeLessThanOrEqualTo(TextQuery.MOST_WORDS);
            assertThat(query.exact(List.of("en", "nb"))).as(text).isNotNull();
            if (number % 100 == 0) {
                assertThat(query.forgiving(List.of("en")).toJsonString())
                        .as(text)
                        .hasSizeLessThan(MOST_OF_A_QUERY);
            }
        }
    }

    private static TextQuery query(String text) {
        return new TextQuery(text, Vocabulary.shipped());
    }
}
