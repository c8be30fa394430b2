package market.tessera.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

class ExchangeRatesTests {
    private final ExchangeRates rates = ExchangeRates.read(new StringReader("""
            # a comment

            NOK,11.75,2026-11-20,a bank
            JPY,160,2026-11-20,a bank
            KWD,0.35,2026-11-19,another bank
            """));

    @ParameterizedTest
    @CsvSource({
        "390000, NOK, EUR, 33191", // 3,900 crowns / 11.75 = 331.9149 euro
        "33191, EUR, NOK, 389994",
        "16000, JPY, EUR, 10000", // yen have no minor unit
        "10000, EUR, JPY, 16000",
        "350, KWD, EUR, 100", // dinars have three decimals
        "350, KWD, JPY, 160",
        "0, NOK, EUR, 0",
        "1, EUR, EUR, 1",
    })
    void convertsByTheRatesOfBothSidesAndRoundsHalfUp(long amount, String from, String to, long expected) {
        assertThat(rates.convert(Money.of(amount, from), Currency.getInstance(to)))
                .contains(Money.of(expected, to));
    }

    @Test
    void convertsNothingWithoutARate() {
        assertThat(rates.convert(Money.of(100, "USD"), ExchangeRates.BASE)).isEmpty();
        assertThat(rates.convert(Money.of(100, "NOK"), Currency.getInstance("USD")))
                .isEmpty();
        assertThat(rates.convert(Money.of(100, "USD"), Currency.getInstance("USD")))
                .contains(Money.of(100, "USD"));
    }

    @Test
    void tellsTheDayAndThePublisherOfARate() {
        assertThat(rates.rate(Currency.getInstance("KWD"))).hasValueSatisfying(rate -> {
            assertThat(rate.date()).isEqualTo(LocalDate.of(2026, 11, 19));
            assertThat(rate.source()).isEqualTo("another bank");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NOK", "XYZ1,1,2026-11-20,s", "NOK,zero,2026-11-20,s", "NOK,0,2026-11-20,s", "NOK,1,today,s"})
    void refusesAMalformedLineAndShowsIt(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExchangeRates.read(new StringReader(line)))
                .withMessageContaining(line);
    }

    @Test
    void theShippedTableSaysThatItIsASample() {
        assertThat(ExchangeRates.read(new ClassPathResource("exchange-rates-sample.csv"))
                        .all())
                .isNotEmpty()
                .allSatisfy(rate -> assertThat(rate.source()).contains("sample"));
    }

    @Test
    void aFileThatChangesIsReadAnewAndABrokenOneIsNot(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("rates.csv"), "NOK,11.75,2026-11-20,a bank");
        var table = new FileSystemResource(file);
        var current = ExchangeRates.read(table);
        var watch = new RateFile(table, current);

        change(file, "NOK,11.80,2026-11-21,a bank", 1);
        watch.look();
        assertThat(current.rate(Currency.getInstance("NOK")))
                .hasValueSatisfying(rate -> assertThat(rate.date()).isEqualTo("2026-11-21"));

        change(file, "NOK;11.90", 2);
        watch.look();
        assertThat(current.rate(Currency.getInstance("NOK")))
                .hasValueSatisfying(rate -> assertThat(rate.perEuro()).isEqualTo("11.80"));
    }

    private static void change(Path file, String content, int hours) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofHours(hours))));
    }
}
