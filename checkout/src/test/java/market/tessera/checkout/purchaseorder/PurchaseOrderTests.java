package market.tessera.checkout.purchaseorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Purchases;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PurchaseOrderTests extends InvoicedOrders {
    @Test
    void anInvoicedOrderHoldsItsSeatsAndIsTheOrganisationsOnceTheTransferIsBooked() {
        var listing = listed("Invoiced", 5);
        var employer = new Employer(shop);
        employer.puts(listing, 3);
        assertThat(employer.look("/checkout")).contains("On invoice, by bank transfer until", "Purchase order number");
        var order = order(employer.ordersOnInvoice("PO 4711"));

        assertThat(shop.status(order)).isEqualTo("PENDING");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(3);
        var number = number(order);
        assertThat(employer.look("/orders/" + order))
                .contains("wait for your bank transfer", number, "DE02 1203", "€30", "PO 4711")
                .doesNotContain("Go on to payment", "hx-trigger=\"every");
        var invoice = invoice(order);
        assertThat(employer.look("/orders/%s/documents/%s".formatted(order, invoice)))
                .contains("PO 4711", "To be paid by", "1 High Street", employer.name(), "reference " + number);
        assertThat(shop.mail(employer.person().email(), number).text()).contains("DE02 1203", number);
        assertThat(employer.look("/basket")).contains("Your basket is empty");
        assertThat(places(order)).isZero();

        assertThat(book(invoice, "30", "EUR", "st-" + order).location()).endsWith("done=paid");

        assertThat(shop.status(order)).isEqualTo("FULFILLED");
        assertThat(places(order)).isEqualTo(3);
        assertThat(balance(order, "BANK")).isEqualTo(3_000);
        assertThat(balance(order, "BUYER")).isZero();
        assertThat(balance(order, "STRIPE")).isZero();
        assertThat(documents(order)).as("paying makes no second invoice").isEqualTo(1);
        assertThat(shop.mail(employer.person().email(), "Your receipt").text()).contains("3 × Invoiced");
        assertThat(employer.look("/orders/" + order)).contains("The places are yours");
        assertThat(operator().get("/checkout/desk/orders/" + order).block().body())
                .contains("PO 4711", "Bank transfer booked", "Booked: money in our bank account");
    }

    @Test
    void whoDoesNotPayIsRemindedAndLosesThePlacesWithTheInvoice() {
        var listing = listed("Not paid", 4);
        var employer = new Employer(shop);
        employer.puts(listing, 4);
        var order = order(employer.ordersOnInvoice("PO 9"));
        book(number(order), "15", "EUR", "Überweisung, erster Teil: " + order);
        assertThat(shop.mail(employer.person().email(), "A part of order").text())
                .contains("€15", "€25");

        due(order, 2, 9);
        follow.due().block();
        assertThat(reminders(order)).isEqualTo(1);
        assertThat(shop.mail(employer.person().email(), "waits for your bank transfer")
                        .text())
                .as("nobody is asked once more for what has come")
                .contains("€15", "€25");
        assertThat(operator().get("/checkout/desk/orders/" + order).block().body())
                .contains("invoice-partly-" + order, "invoice-reminder-" + order);
        due(order, -1, 6);
        follow.due().block();
        follow.due().block();
        assertThat(reminders(order)).isEqualTo(2);
        assertThat(shop.status(order)).isEqualTo("PENDING");
        due(order, -8, -1);
        follow.due().block();

        assertThat(shop.status(order)).isEqualTo("EXPIRED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        shop.await("select count(*) from document where kind = 'CREDIT_NOTE' and order_id = '%s'".formatted(order), 1L);
        assertThat(employer.look("/orders/" + order)).contains("This order has ended without payment");
        assertThat(shop.mail(employer.person().email(), "has ended without payment")
                        .text())
                .contains("credit note");
        assertThat(shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s'".formatted(order)))
                .isZero();
    }

    @Test
    void theBuyerCancelsAndTheBasketIsNotInTheWay() {
        var listing = listed("Cancelled", 5);
        var employer = new Employer(shop);
        employer.puts(listing, 4);
        var order = order(employer.ordersOnInvoice("PO 3"));

        assertThat(employer.puts(listing, 2))
                .as("its own invoiced order is not given up for another")
                .contains("Fewer places are left");
        employer.browser()
                .post("/orders/%s/cancellation".formatted(order), Map.of())
                .block();

        assertThat(shop.status(order)).isEqualTo("CANCELLED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        assertThat(employer.look("/basket")).doesNotContain("Fewer places are left");
        var other = order(employer.ordersOnInvoice("PO 4"));
        assertThat(shop.browser().get("/orders/" + other).block().status()).isEqualTo(404);
    }

    @Test
    void onCreditPlacesAreUsedAtOnceUpToTheAmountThatTheirSellerGives() {
        var listing = listed("On credit", 20);
        terms(listing.provider().id(), Map.of("invoiceDays", "30", "credit", "50", "currency", "EUR"));
        var employer = new Employer(shop);
        employer.puts(listing, 3);
        assertThat(employer.look("/checkout")).contains("You can hand the places out at once");
        var order = order(employer.ordersOnInvoice("PO 5"));
        assertThat(employer.look("/orders/" + order)).contains("the invoice is open", "Hand out the places");
        assertThat(places(order)).isEqualTo(3);

        var racing = Flux.range(0, 4)
                .map(_ -> new Employer(shop))
                .doOnNext(other -> other.puts(listing, 2))
                .collectList()
                .block();
        var others = Flux.fromIterable(racing)
                .flatMap(other -> Mono.fromCallable(() -> order(other.ordersOnInvoice("PO 6")))
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(shop.count("select count(*) from purchase_order where credit and order_id in (%s)"
                        .formatted(list(others))))
                .as("never more than the credit, however many ask at once")
                .isEqualTo(1);

        var learner = Purchases.learner("Ana " + listing.id());
        employer.invites(listing, learner.email());
        var link = shop.mail(learner.email(), "has a place for you")
                .text()
                .replaceFirst("(?s).*(/orders/places/[A-Za-z0-9_-]+).*", "$1");
        shop.signedIn(learner).post(link, Map.of()).block();
        shop.await("select state from enrollment where learner = '%s'".formatted(learner.id()), "CONFIRMED");
        var refused = employer.browser()
                .post("/orders/%s/cancellation".formatted(order), Map.of())
                .block();
        assertThat(employer.browser().get(refused.location()).block().body())
                .contains("This order was not cancelled", "Take the places back");
        assertThat(shop.status(order)).as("somebody has a place").isEqualTo("PENDING");

        due(order, -9, -1);
        follow.due().block();
        assertThat(shop.status(order)).as("nobody loses a place by the clock").isEqualTo("PENDING");
        assertThat(operator().get("/checkout/desk?list=overdue").block().body()).contains(number(order));
        operator().post(BANK + "/orders/%s/end".formatted(order), Map.of()).block();
        assertThat(shop.status(order)).isEqualTo("EXPIRED");
        assertThat(shop.one("select state from enrollment where learner = '%s'".formatted(learner.id()), String.class))
                .isEqualTo("WITHDRAWN");

        var paid = others.stream()
                .filter(one -> shop.count(
                                "select count(*) from purchase_order where credit and order_id = '%s'".formatted(one))
                        == 1)
                .findFirst()
                .orElseThrow();
        assertThat(book(number(paid), "20", "EUR", "credit-" + paid).location()).endsWith("done=paid");
        assertThat(places(paid)).isEqualTo(2);
        assertThat(shop.status(paid)).isEqualTo("FULFILLED");
    }

    @Test
    void aPlaceInWhichSomebodyHasCompletedStaysTheirsWhenTheOrderEndsAndComesBack() {
        var listing = listed("Completed on credit", 2);
        terms(listing.provider().id(), Map.of("invoiceDays", "30", "credit", "50", "currency", "EUR"));
        var employer = new Employer(shop);
        employer.puts(listing, 2);
        var order = order(employer.ordersOnInvoice("PO 7"));
        var learner = Purchases.learner("Bo " + listing.id());
        employer.invites(listing, learner.email());
        var link = shop.mail(learner.email(), "has a place for you")
                .text()
                .replaceFirst("(?s).*(/orders/places/[A-Za-z0-9_-]+).*", "$1");
        shop.signedIn(learner).post(link, Map.of()).block();
        shop.await("select state from enrollment where learner = '%s'".formatted(learner.id()), "CONFIRMED");
        database.run("update enrollment set state = 'COMPLETED' where learner = $1", learner.id());

        operator().post(BANK + "/orders/%s/end".formatted(order), Map.of()).block();
        assertThat(shop.status(order)).isEqualTo("EXPIRED");
        assertThat(book(number(order), "20", "EUR", "late-" + order).location()).endsWith("done=paid");

        assertThat(shop.one(
                        "select learner from organisation_seat where state = 'TAKEN' and intake = '%s'"
                                .formatted(listing.firstIntake()),
                        UUID.class))
                .isEqualTo(learner.id());
        assertThat(shop.count("select count(*) from organisation_seat where state = 'FREE' and intake = '%s'"
                        .formatted(listing.firstIntake())))
                .isEqualTo(1);
    }

    @Test
    void whatIsHeldUnpaidOrTakenForNothingHasItsLimit() {
        var listing = listed("Limited", 100);
        terms(listing.provider().id(), Map.of("unpaidPlaces", "4"));
        var employer = new Employer(shop);
        assertThat(employer.puts(listing, 5)).contains("may have 4 places of this intake at most");
        employer.puts(listing, 3);
        employer.ordersOnInvoice("PO 8");
        employer.puts(listing, 2);
        var refused = employer.ordersOnInvoice("PO 8");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("may have 4 places of an intake at most", "PO 8");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(3);

        var free = Listing.of("Free of charge", listing.provider()).intake(0L, "EUR", 100);
        shop.onSale(free);
        terms(listing.provider().id(), Map.of("freePlaces", "2"));
        var other = new Employer(shop);
        assertThat(other.puts(free, 3)).contains("may have 2 places of this intake at most");
        other.puts(free, 2);
        shop.guest(other.browser(), other.person().email()).checkOut().block();
        other.puts(free, 1);
        var again = shop.guest(other.browser(), other.person().email());
        assertThat(other.browser()
                        .get("/checkout")
                        .flatMap(again::confirm)
                        .block()
                        .status())
                .isEqualTo(409);
        assertThat(shop.seatsTaken(free.firstIntake())).isEqualTo(2);
        var email = "wants-many-%s@example.org".formatted(free.id());
        var taken = Flux.range(0, 6)
                .flatMap(_ -> {
                    var guest = shop.guest(email);
                    return guest.add(free.id(), free.firstIntake())
                            .then(guest.checkOut())
                            .onErrorResume(IllegalStateException.class, _ -> Mono.empty());
                })
                .count()
                .block();
        assertThat(taken).as("however many baskets someone fills at once").isEqualTo(2);
    }

    @Test
    void onlyItsOwnPeopleSetTermsAndOnlyTheOperatorBooks() {
        var listing = listed("Whose", 5);
        var finance = shop.signedIn(Payees.finance(listing.provider().id()));
        var stranger = shop.signedIn(Payees.finance(UUID.randomUUID()));
        var order = order(ordered(listing, 1));
        var terms = "/checkout/desk/terms/" + listing.provider().id();

        assertThat(stranger.post(terms, Map.of("invoiceDays", "0")).block().status())
                .isEqualTo(404);
        assertThat(operator().post(terms, Map.of("invoiceDays", "0")).block().status())
                .isEqualTo(404);
        assertThat(finance.get(BANK).block().status()).isEqualTo(403);
        for (var path : List.of(
                "",
                "/orders/%s/end".formatted(order),
                "/orders/%s/return".formatted(order),
                "/refunds/%s/return".formatted(order))) {
            assertThat(finance.post(BANK + path, Map.of()).block().status())
                    .as(path)
                    .isEqualTo(403);
        }
        var wrong = finance.post(
                        terms, Map.of("invoiceDays", "91", "credit", "x", "unpaidPlaces", "0", "freePlaces", "5"))
                .block();
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Give 0 to 90 days", "Give 1 to 200 places", "value=\"91\"");
        terms(listing.provider().id(), Map.of("invoiceDays", "0"));
        var employer = new Employer(shop);
        employer.puts(listing, 1);
        assertThat(employer.look("/checkout")).doesNotContain("On invoice");
        assertThat(employer.ordersOnInvoice("PO").body()).contains("cannot be ordered on invoice any more");
    }
}
