package market.tessera.checkout.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BadgePictureTests {
    @Test
    void breaksATitleIntoShortLines() {
        assertThat(BadgePicture.lines("Infection control in home care"))
                .containsExactly("Infection control in", "home care");
    }

    @Test
    void breaksWordsThatAreLongerThanALine() {
        assertThat(BadgePicture.lines("Sicherheitsbeauftragtenfortbildung für alle"))
                .containsExactly("Sicherheitsbeauft-", "ragtenfortbildung", "für alle");
        assertThat(BadgePicture.lines("在宅ケアにおける感染対策の実践と記録")).containsExactly("在宅ケアにおける感", "染対策の実践と記録");
    }

    @Test
    void cutsWhatDoesNotFit() {
        assertThat(
                        BadgePicture.lines(
                                "One very long title that goes on and on about many things and never seems to end at all, ever"))
                .hasSize(4)
                .last()
                .asString()
                .endsWith(" …");
    }
}
