package market.tessera.checkout;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import market.tessera.sandbox.buyer.GuestBuyer;

/** A learner's account that owns an organisation. */
public final class Employer {
    private final Shop shop;
    private final Person person = Purchases.learner("Owner " + UUID.randomUUID());
    private final String name = "Acme " + UUID.randomUUID();
    private final Browser browser;
    private final String path;

    public Employer(Shop shop) {
        this.shop = shop;
        this.browser = shop.signedIn(person);
        this.path = Objects.requireNonNull(browser.post("/orders/organisation", Map.of("name", name))
                        .block())
                .location()
                .replaceFirst("https?://[^/]+", "")
                .replaceFirst("\\?.*", "");
    }

    public Person person() {
        return person;
    }

    public Browser browser() {
        return browser;
    }

    public String name() {
        return name;
    }

    /** Of its page. */
    public String path() {
        return path;
    }

    public String id() {
        return path.replaceFirst(".*/", "");
    }

    /** The basket, with so many places for the organisation. */
    public String puts(Listing listing, int places) {
        shop.guest(browser, person.email())
                .add(listing.id(), listing.firstIntake())
                .then(browser.post("/basket/buyer", Map.of("organisation", id())))
                .then(browser.post(
                        "/basket/lines/%s/quantity".formatted(listing.id()),
                        Map.of("quantity", String.valueOf(places))))
                .block();
        return look("/basket");
    }

    public UUID pays() {
        var guest = shop.guest(browser, person.email());
        var order = Objects.requireNonNull(guest.checkOut().block());
        guest.paymentPage(order)
                .flatMap(page -> guest.pay(page, GuestBuyer.CARD_THAT_PAYS))
                .flatMap(_ -> guest.comeBack(order))
                .block();
        return order;
    }

    /** Orders what is in the basket on invoice. */
    public Answer ordersOnInvoice(String purchaseOrder) {
        var page = Objects.requireNonNull(browser.get("/checkout").block());
        return Objects.requireNonNull(browser.post(
                        "/checkout",
                        Map.of(
                                "attempt",
                                page.field("attempt"),
                                "currency",
                                page.field("currency"),
                                "total",
                                page.field("total"),
                                "acknowledged",
                                "true",
                                "payment",
                                "INVOICE",
                                "purchaseOrder",
                                purchaseOrder,
                                "company",
                                name,
                                "address",
                                "1 High Street\nLeeds"))
                .block());
    }

    public Answer invites(Listing listing, String addresses) {
        return browser.post(path + "/intakes/" + listing.firstIntake() + "/invitations", Map.of("addresses", addresses))
                .block();
    }

    public Answer codes(Listing listing, int places) {
        return browser.post(
                        path + "/intakes/" + listing.firstIntake() + "/codes", Map.of("places", String.valueOf(places)))
                .block();
    }

    public Answer act(String what) {
        return act(path, what);
    }

    public Answer act(String organisation, String what) {
        return browser.post(organisation + what, Map.of("places", "1", "addresses", "x@y.example"))
                .block();
    }

    public String page() {
        return look(path);
    }

    public String look(String address) {
        return browser.get(address).block().body();
    }
}
