package market.tessera.checkout.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import org.junit.jupiter.api.Test;

class DeskTests extends DeskVisits {
    @Test
    void onlyStaffWhoHandleMoneyGetToTheDesk() {
        var learner = Person.learner(UUID.randomUUID(), "mia@example.org", "Mia Berg");
        var author = staff(UUID.randomUUID() + ":author");

        assertThat(shop.browser().get("/checkout/desk").block().location()).startsWith("/portal/sign-in?return=");
        assertThat(shop.signedIn(learner).get("/checkout/desk").block().location())
                .startsWith("/portal/sign-in");
        assertThat(shop.signedIn(author).get("/checkout/desk").block().status()).isEqualTo(403);
        assertThat(shop.signedIn(OPERATOR).get("/checkout/desk").block().status())
                .isEqualTo(200);
    }

    @Test
    void anOrderIsFoundByWhatPeopleBring() {
        var bought = bought("find-me@example.org");
        var desk = shop.signedIn(OPERATOR);
        var number = shop.one("select number from orders where id = '%s'".formatted(bought.order()), String.class);
        var reference = shop.one(
                "select reference from payment_intent where order_id = '%s'".formatted(bought.order()), String.class);

        for (var question : Set.of(number.toLowerCase(java.util.Locale.ROOT), "Find-Me@example.org", reference)) {
            assertThat(desk.get("/checkout/desk?find=" + question).block().body())
                    .as(question)
                    .contains(number);
        }
        assertThat(desk.get("/checkout/desk?find=T-00000-00000").block().body()).contains("No order found");
    }

    @Test
    void theOrdersPageTellsEverythingThatHasHappened() {
        var bought = bought("history@example.org");
        shop.await("select status from orders where id = '%s'".formatted(bought.order()), "FULFILLED");
        shop.mail("history@example.org", "receipt");
        shop.await("select count(*) from document where order_id = '%s'".formatted(bought.order()), 2L);

        var page = shop.signedIn(OPERATOR).get(bought.page()).block().body();

        assertThat(page)
                .contains(
                        "Order placed",
                        "checkout.session.completed",
                        "Booked: sale",
                        "Invoice issued",
                        "Enrollment confirmed",
                        "Fulfilled",
                        "receipt-" + bought.order());
    }

    @Test
    void theOperatorSeesHowEachAccountOfTheLedgerStands() {
        bought("ledger-month@example.org");
        var desk = shop.signedIn(OPERATOR);

        assertThat(desk.get("/checkout/desk/ledger").block().body())
                .contains("Ledger of", "Euro", "at Stripe", "the market’s commission", "In the month");
        assertThat(desk.get("/checkout/desk/ledger.csv").block().body())
                .contains("account,kind,currency,amount", "STRIPE,SALE,EUR,", "PROVIDER,SALE,EUR,-");
        assertThat(desk.get("/checkout/desk/ledger?month=2001-01").block().body())
                .contains("appear here as they are booked");
        for (var address : Set.of("/checkout/desk/ledger", "/checkout/desk/ledger.csv")) {
            assertThat(shop.signedIn(staff(UUID.randomUUID() + ":finance"))
                            .get(address)
                            .block()
                            .status())
                    .isEqualTo(403);
        }
    }
}
