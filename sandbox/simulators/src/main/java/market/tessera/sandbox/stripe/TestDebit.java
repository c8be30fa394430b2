package market.tessera.sandbox.stripe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a direct debit ends, days after it was allowed (Stripe documentation, "SEPA Direct Debit payments": test IBANs). */
enum TestDebit {
    ARRIVES,
    FAILS;

    private static final Map<String, TestDebit> IBANS =
            Map.of("AT611904300234573201", ARRIVES, "AT861904300235473202", FAILS);

    /** Empty if the number is none of the test IBANs. */
    static Optional<TestDebit> of(String iban) {
        return Optional.ofNullable(IBANS.get(iban.replaceAll("\\s", "").toUpperCase(Locale.ROOT)));
    }
}
