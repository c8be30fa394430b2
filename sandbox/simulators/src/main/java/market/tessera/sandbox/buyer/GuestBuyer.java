package market.tessera.sandbox.buyer;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import market.tessera.sandbox.buyer.Browser.Answer;
import reactor.core.publisher.Mono;

/** Buys without an account, page by page, as a person would. */
public final class GuestBuyer {
    /** Stripe's test card that pays. */
    public static final String CARD_THAT_PAYS = "4242 4242 4242 4242";

    /** Stripe's test account whose debit arrives. */
    public static final String IBAN_THAT_PAYS = "AT61 1904 3002 3457 3201";
    /** Stripe's test account whose debit fails. */
    public static final String IBAN_THAT_FAILS = "AT86 1904 3002 3547 3202";

    private final Browser browser;
    private final String name;
    private final String email;

    public GuestBuyer(Browser browser, String name, String email) {
        this.browser = browser;
        this.name = name;
        this.email = email;
    }

    /** Puts one place into the basket, pays for it, and comes back; emits the paid order's id. */
    public Mono<UUID> buy(UUID offering, UUID intake) {
        return add(offering, intake)
                .then(checkOut())
                .flatMap(order -> paymentPage(order)
                        .flatMap(page -> pay(page, CARD_THAT_PAYS))
                        .flatMap(_ -> comeBack(order))
                        .thenReturn(order));
    }

    public Mono<Answer> add(UUID offering, UUID intake) {
        return browser.post("/basket", Map.of("offering", offering.toString(), "intake", intake.toString()));
    }

    /** Confirms the checkout page as it is shown now; emits the order's id. */
    public Mono<UUID> checkOut() {
        return browser.get("/checkout").flatMap(this::confirm).map(GuestBuyer::order);
    }

    /** Sends the checkout page back as it was rendered. */
    public Mono<Answer> confirm(Answer page) {
        return browser.post(
                "/checkout",
                Map.of(
                        "attempt",
                        page.field("attempt"),
                        "currency",
                        page.field("currency"),
                        "total",
                        page.field("total"),
                        "name",
                        name,
                        "email",
                        email,
                        "acknowledged",
                        "true"));
    }

    /** The order that a confirmed checkout page leads to. */
    public static UUID order(Answer confirmed) {
        if (!confirmed.location().matches(".*/orders/[0-9a-f-]{36}.*")) {
            throw new IllegalStateException(
                    "No order was placed: %d %s".formatted(confirmed.status(), confirmed.location()));
        }
        return UUID.fromString(confirmed.location().replaceFirst(".*/orders/([0-9a-f-]{36}).*", "$1"));
    }

    /** Where the order's payment page is. */
    public Mono<URI> paymentPage(UUID order) {
        return browser.get("/orders/%s/payment".formatted(order))
                .map(answer -> URI.create(answer.first("content=\"0; url=([^\"]+)\"")));
    }

    /** Enters a card. */
    public Mono<Answer> pay(URI page, String card) {
        return browser.post(page.toString(), Map.of("number", card, "email", email));
    }

    /** Enters a card, and where the buyer is. */
    public Mono<Answer> pay(URI page, String card, String country) {
        return browser.post(page.toString(), Map.of("number", card, "email", email, "country", country));
    }

    /** Allows a debit of a bank account. */
    public Mono<Answer> allowDebit(URI page, String iban) {
        return browser.post(page + "/debit", Map.of("iban", iban, "email", email));
    }

    /** Follows the way back from the payment page. */
    public Mono<Answer> comeBack(UUID order) {
        return browser.get("/orders/%s/return".formatted(order));
    }

    public Mono<Answer> look(UUID order) {
        return browser.get("/orders/" + order);
    }
}
