package market.tessera.checkout.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.List;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;

class StripeAmountsTests {
    /** Stripe documentation, "Zero-decimal currencies". */
    private static final List<String> WITHOUT_DECIMALS = List.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    /** Stripe documentation, "Three-decimal currencies". */
    private static final List<String> THREE_DECIMALS = List.of("BHD", "JOD", "KWD", "OMR", "TND");

    @Test
    void whateverCanBePaidCanBeSaidToStripeAndComesBackTheSame() {
        for (var currency : Currency.getAvailableCurrencies()) {
            var money = new Money(7L * Money.payableStep(currency), currency);

            assertThat(StripeAmounts.fromStripe(StripeAmounts.toStripe(money), StripeAmounts.code(currency)))
                    .isEqualTo(money);
        }
    }

    @Test
    void countsAsStripeDoes() {
        for (var code : WITHOUT_DECIMALS) {
            assertThat(StripeAmounts.toStripe(whole(12, code))).as(code).isEqualTo(12);
        }
        for (var code : THREE_DECIMALS) {
            assertThat(StripeAmounts.toStripe(whole(12, code))).as(code).isEqualTo(12_000);
        }
        for (var code : List.of("EUR", "USD", "HUF", "TWD", "ISK", "UGX")) {
            assertThat(StripeAmounts.toStripe(whole(12, code))).as(code).isEqualTo(1_200);
        }
    }

    @Test
    void whatIsKeptOfAPaymentIsBookedAsNearAsItCanBe() {
        for (var code : List.of("ISK", "UGX")) {
            assertThat(StripeAmounts.nearest(5_849, code)).as(code).isEqualTo(whole(58, code));
            assertThat(StripeAmounts.nearest(5_850, code)).as(code).isEqualTo(whole(59, code));
            assertThat(StripeAmounts.nearest(-39_000, code)).as(code).isEqualTo(Money.of(-390, code));
        }
        assertThat(StripeAmounts.nearest(5_875, "EUR")).isEqualTo(Money.of(5_875, "EUR"));
    }

    /** Stripe documentation, "Minimum and maximum charge amounts": up to eight digits, of rupiah twelve. */
    @Test
    void asMuchCanBePaidAtOnceAsStripeHasDigitsFor() {
        for (var currency : Currency.getAvailableCurrencies()) {
            var step = Money.payableStep(currency);
            var most = Money.mostPayable(currency) / step * step;
            var digits = currency.getCurrencyCode().equals("IDR") ? 12 : 8;

            assertThat(Long.toString(StripeAmounts.toStripe(new Money(most, currency))))
                    .as(currency.getCurrencyCode())
                    .hasSize(digits);
            assertThat(Long.toString(StripeAmounts.toStripe(new Money(most + step, currency))))
                    .as("one more of " + currency)
                    .hasSize(digits + 1);
        }
    }

    private static Money whole(int units, String code) {
        return Money.typed(Integer.toString(units), Currency.getInstance(code)).orElseThrow();
    }
}
