package market.tessera.provider.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "stray-quotes | \"Welding, basic\" | Welding, basic",
                "stray-quotes | \"Ideal Driving School, Inc. | Ideal Driving School, Inc.",
                "stray-quotes | \"The Operator\"s Examination\" | The Operator\"s Examination",
                "stray-quotes | \"Learn \"by doing\" here\" | Learn \"by doing\" here",
                "stray-quotes | \"A\" and \"B\" | \"A\" and \"B\"",
                "stray-quotes | the \"best\" | the \"best\"",
                "mojibake | CafÃ© | Café",
                "mojibake | todayâ€™s | today’s",
                "mojibake | naïve café | naïve café",
                "mojibake | students¿ work | students¿ work",
                "leading-zeros 6 | 10203 | 010203",
                "leading-zeros 6 | 470501 | 470501",
                "leading-zeros 6 | 203 | 203",
                "leading-zeros 5 | O8723 | O8723",
                "web-address | www.ocvts.org | http://www.ocvts.org",
                "web-address | https://x.example | https://x.example",
                "web-address | 591 Summit Ave | 591 Summit Ave"
            })
    void restoresWhatCanBeProvenAndLeavesTheRest(String repair, String before, String after) {
        assertThat(Repair.of(repair).apply(before)).isEqualTo(after);
    }

    @Test
    void knowsNoOtherRepairs() {
        assertThatThrownBy(() -> Repair.of("guess")).hasMessageContaining("guess");
        assertThatThrownBy(() -> Repair.of("leading-zeros")).hasMessageContaining("leading-zeros");
    }
}
