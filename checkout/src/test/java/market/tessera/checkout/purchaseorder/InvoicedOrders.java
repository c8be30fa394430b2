package market.tessera.checkout.purchaseorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** Orders of organisations on invoice, and the operator who books what is transferred for them. */
@CheckoutTest
abstract class InvoicedOrders {
    static final String BANK = "/checkout/desk/bank";

    @Autowired
    Shop shop;

    @Autowired
    Purchases database;

    @Autowired
    FollowInvoices follow;

    Answer ordered(Listing listing, int places) {
        var employer = new Employer(shop);
        employer.puts(listing, places);
        return employer.ordersOnInvoice("PO 2");
    }

    static UUID order(Answer ordered) {
        return GuestBuyer.order(ordered);
    }

    void terms(UUID provider, Map<String, String> some) {
        var finance = shop.signedIn(Payees.finance(provider));
        var all = new HashMap<>(Map.of("invoiceDays", "14", "unpaidPlaces", "50", "freePlaces", "10"));
        all.putAll(some);
        assertThat(finance.post("/checkout/desk/terms/" + provider, all).block().location())
                .endsWith("done=kept");
        assertThat(finance.get("/checkout/desk/terms?done=kept").block().body()).contains("Kept.");
    }

    Browser operator() {
        return shop.signedIn(Payees.operator());
    }

    Answer book(String what, String amount, String currency, String reference) {
        return receives(operator(), what, amount, currency, reference).block();
    }

    static Mono<Answer> receives(Browser operator, String what, String amount, String currency, String reference) {
        return operator.post(
                BANK,
                Map.of(
                        "what", what,
                        "amount", amount,
                        "currency", currency,
                        "receivedOn", LocalDate.now(ZoneOffset.UTC).toString(),
                        "reference", reference));
    }

    String sends(String path, long amount, String reference) {
        return sending(path, amount, reference).location();
    }

    /** The page that says why, with what was typed. */
    String refused(String path, long amount, String reference) {
        var answer = sending(path, amount, reference);
        assertThat(answer.status()).isIn(409, 422);
        assertThat(answer.location()).isEmpty();
        return answer.body();
    }

    private Answer sending(String path, long amount, String reference) {
        return operator()
                .post(path, Map.of("amount", Long.toString(amount), "currency", "EUR", "reference", reference))
                .block();
    }

    /** Its invoice is due in so many days, and its places are held for so many. */
    void due(UUID order, int dueIn, int heldFor) {
        database.run("update orders set expires_at = now() + $2 * interval '1 day' where id = $1", order, heldFor);
        database.run(
                "update purchase_order set due_on = current_date + $2, check_at = now() - interval '1 day' where order_id = $1",
                order,
                dueIn);
    }

    long reminders(UUID order) {
        return shop.count("select count(*) from outbox_mail where key like 'invoice-reminder-%s-%%'".formatted(order));
    }

    String number(UUID order) {
        return shop.one("select number from orders where id = '%s'".formatted(order), String.class);
    }

    String invoice(UUID order) {
        return shop.one("select number from document where order_id = '%s'".formatted(order), String.class);
    }

    long documents(UUID order) {
        return shop.count("select count(*) from document where order_id = '%s'".formatted(order));
    }

    long places(UUID order) {
        return shop.count(
                "select count(*) from organisation_seat s join order_line l on l.id = s.line where l.order_id = '%s' and s.state <> 'RETURNED'"
                        .formatted(order));
    }

    long balance(UUID order, String account) {
        return shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s'"
                .formatted(order, account));
    }

    static String list(List<UUID> orders) {
        return orders.stream().map(order -> "'" + order + "'").collect(Collectors.joining(","));
    }

    Listing listed(String title, int seats) {
        var listing = Listing.of(title, Provider.named("Nordkyst")).intake(1_000L, "EUR", seats);
        shop.onSale(listing);
        return listing;
    }
}
