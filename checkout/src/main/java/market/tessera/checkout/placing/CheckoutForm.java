package market.tessera.checkout.placing;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.platform.identity.Person;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The checkout page as it is sent.
 *
 * @param attempt names this rendering of the page
 * @param total in minor units, as the buyer saw it
 * @param payment {@code INVOICE}, or what else there is
 * @param purchaseOrder an organisation's own number of it
 * @param country where the buyer is, where taxes depend on it; ISO 3166-1
 * @param acknowledged whether the buyer has read what is asked for before the start
 */
record CheckoutForm(
        @Nullable UUID attempt,
        @Nullable String currency,
        @Nullable Long total,
        @Nullable String name,
        @Nullable String email,
        @Nullable String company,
        @Nullable String address,
        @Nullable String taxId,
        @Nullable String country,
        @Nullable Boolean acknowledged,
        @Nullable String payment,
        @Nullable String purchaseOrder) {
    private static final Map<String, Currency> CURRENCIES =
            Currency.availableCurrencies().collect(Collectors.toMap(Currency::getCurrencyCode, Function.identity()));

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_POSTAL = 500;
    private static final int LONGEST_NUMBER = 60;

    /** What is wrong with a field, as a key of the message that says it. */
    record Fault(String field, String message) {}

    /** What is known of who buys. */
    static CheckoutForm empty(Purchase purchase, @Nullable Person person) {
        var employer = purchase.employer();
        return new CheckoutForm(
                UUID.randomUUID(),
                purchase.currencyCode(),
                purchase.total().amount(),
                person == null ? null : person.name(),
                person == null ? null : person.email(),
                employer == null ? null : employer.name(),
                null,
                null,
                purchase.country(),
                null,
                null,
                null);
    }

    /** The same words for a new rendering of the page. */
    CheckoutForm again(Money shown) {
        return new CheckoutForm(
                UUID.randomUUID(),
                currency,
                shown.amount(),
                name,
                email,
                company,
                address,
                taxId,
                country,
                acknowledged,
                payment,
                purchaseOrder);
    }

    /** A signed-in learner buys under their own name and address, whatever was sent. */
    CheckoutForm of(@Nullable Person person) {
        return person == null
                ? this
                : new CheckoutForm(
                        attempt,
                        currency,
                        total,
                        person.name(),
                        person.email(),
                        company,
                        address,
                        taxId,
                        country,
                        acknowledged,
                        payment,
                        purchaseOrder);
    }

    /** Whether it is to be paid on invoice. */
    public boolean isOnInvoice() {
        return "INVOICE".equals(payment);
    }

    public boolean hasAcknowledged() {
        return Boolean.TRUE.equals(acknowledged);
    }

    /** @param prerequisites whether something is asked for before the start of what is bought */
    List<Fault> faults(boolean prerequisites) {
        var faults = new ArrayList<Fault>();
        if (givenName().isEmpty() || givenName().length() > LONGEST_NAME) {
            faults.add(new Fault("name", "checkout.name.missing"));
        }
        if (EmailAddress.parse(email).isEmpty()) {
            faults.add(new Fault("email", "checkout.email.wrong"));
        }
        if (isLonger(company, LONGEST_NAME)) {
            faults.add(new Fault("company", "checkout.company.long"));
        }
        if (isLonger(address, LONGEST_POSTAL)) {
            faults.add(new Fault("address", "checkout.address.long"));
        }
        if (isOnInvoice()) {
            faults.addAll(invoiceFaults());
        }
        if (!billing().hasGoodTaxId()) {
            faults.add(new Fault("taxId", "checkout.taxId.wrong"));
        }
        if (prerequisites && !hasAcknowledged()) {
            faults.add(new Fault("acknowledged", "checkout.acknowledged.missing"));
        }
        return faults;
    }

    private List<Fault> invoiceFaults() {
        var faults = new ArrayList<Fault>();
        if (givenPurchaseOrder().isEmpty() || givenPurchaseOrder().length() > LONGEST_NUMBER) {
            faults.add(new Fault("purchaseOrder", "checkout.purchaseOrder.missing"));
        }
        if (billing().company() == null) {
            faults.add(new Fault("company", "checkout.company.missing"));
        }
        if (billing().address() == null) {
            faults.add(new Fault("address", "checkout.address.missing"));
        }
        return faults;
    }

    /** What the buyer saw; empty if the page was not sent as it was rendered. */
    Optional<Money> shown() {
        return total == null || total < 0
                ? Optional.empty()
                : currencyOf(currency).map(known -> new Money(total, known));
    }

    String givenName() {
        return name == null ? "" : name.strip();
    }

    String givenPurchaseOrder() {
        return purchaseOrder == null ? "" : purchaseOrder.strip();
    }

    String givenEmail() {
        return email == null ? "" : email.strip();
    }

    Billing billing() {
        return Billing.typed(company, address, taxId);
    }

    /** Whether anything was typed that is to stand on invoices, or has to be. */
    public boolean hasBilling() {
        return isOnInvoice() || !billing().equals(Billing.NONE);
    }

    private static boolean isLonger(@Nullable String text, int most) {
        return text != null && text.strip().length() > most;
    }

    static Optional<Currency> currencyOf(@Nullable String code) {
        return Optional.ofNullable(code).map(CURRENCIES::get);
    }
}
