package market.tessera.provider.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTests {
    @ParameterizedTest
    @CsvSource({
        "Offshore wind: site assessment, offshore-wind-site-assessment",
        "Høgskolen i Tromsø, hogskolen-i-tromso",
        "Café & Pâtisserie, cafe-patisserie",
        "Straßenbau, strassenbau",
        "C++ / C#, c-c",
        "O’Brien's course, obriens-course",
        "日本語, untitled"
    })
    void keepsWhatIsReadableOfAName(String name, String slug) {
        assertThat(Slugs.from(name)).isEqualTo(slug);
    }
}
