package market.tessera.sandbox.stripe;

import java.util.Map;
import java.util.Optional;

/** What a test card does (Stripe documentation, "Test card numbers"). */
enum TestCard {
    PAYS("", ""),
    ASKS_FOR_AUTHENTICATION("", ""),
    DECLINED("generic_decline", "Your card was declined."),
    INSUFFICIENT_FUNDS("insufficient_funds", "Your card has insufficient funds."),
    DISPUTED_LATER("", ""),
    DECLINED_AFTER_AUTHENTICATION("generic_decline", "Your card was declined.");

    private static final Map<String, TestCard> NUMBERS = Map.of(
            "4242424242424242", PAYS,
            "4000002500003155", ASKS_FOR_AUTHENTICATION,
            "4000000000000002", DECLINED,
            "4000000000009995", INSUFFICIENT_FUNDS,
            "4000000000000259", DISPUTED_LATER,
            "4000002760003184", ASKS_FOR_AUTHENTICATION,
            "4000000000003220", ASKS_FOR_AUTHENTICATION,
            "4000008400001629", DECLINED_AFTER_AUTHENTICATION);

    private final String declineCode;
    private final String words;

    TestCard(String declineCode, String words) {
        this.declineCode = declineCode;
        this.words = words;
    }

    /** Empty if the number is none of the test cards. */
    static Optional<TestCard> of(String number) {
        return Optional.ofNullable(NUMBERS.get(number.replaceAll("\\D", "")));
    }

    boolean isRefused() {
        return !declineCode.isEmpty();
    }

    String declineCode() {
        return declineCode;
    }

    String words() {
        return words;
    }
}
