package market.tessera.storefront.searchlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTests {
    @Test
    void isTheSameHoweverItIsTyped() {
        assertThat(QueryText.of("  Wind\t ENERGY\u200b ")).contains("wind energy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kari@example.org",
                "call +47 912 34 567",
                "01017012345",
                "https://example.org",
                "www.example.org",
                "12-34-56"
            })
    void keepsNothingThatMaySayWhoAsks(String typed) {
        assertThat(QueryText.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso 26262", "wcag 2.2", "icd-10", "b1 to b2", "office 365"})
    void keepsNumbersThatNameThings(String typed) {
        assertThat(QueryText.of(typed)).contains(typed);
    }

    @Test
    void isNeverLong() {
        assertThat(QueryText.of("😀".repeat(500)).orElseThrow()).hasSizeLessThanOrEqualTo(QueryText.LONGEST);
    }
}
