package market.tessera.checkout.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class RefundTests extends GivenBack {
    @Test
    void aBuyerGivesOnePlaceOfTwoBackWithinItsTerms() {
        var bought = bought("refund-one@example.org", 39_000, 12_005);
        var page = bought.browser().get(bought.page()).block();
        var line = bought.lineOf(bought.first());

        var done = bought.browser()
                .post(bought.page(), Map.of("line", line.toString(), "note", "Wrong date"))
                .block();

        assertThat(page.body()).contains("€390", "€120.05");
        assertThat(done.status()).isEqualTo(303);
        bought.awaitRefunds("SUCCEEDED", 1);
        assertThat(shop.seatsTaken(bought.first().firstIntake())).isZero();
        assertThat(shop.seatsTaken(bought.second().firstIntake())).isEqualTo(1);
        assertThat(enrollment(line)).isEqualTo("WITHDRAWN");
        assertThat(shop.status(bought.order())).isIn("PAID", "FULFILLED");
        assertThat(balance(bought.order(), "STRIPE")).isEqualTo(12_005);
        assertThat(balance(bought.order(), "BUYER")).isZero();
        assertThat(shop.mail("refund-one@example.org", "Refund").text()).contains("€390", "-R1");
        assertThat(bought.browser().get("/orders/" + bought.order()).block().body())
                .contains("given back");
        assertThat(bought.browser().get(bought.page()).block().body())
                .contains("-R1", "sent", "Give back")
                .doesNotContain("checked");
    }

    @Test
    void givingEverythingBackLeavesNothingOwedToAnyone() {
        var bought = bought("refund-all@example.org", 39_000, 12_005);

        assertThat(ask(bought, Requester.OPERATOR, bought.lines())).isInstanceOf(Agreed.class);

        bought.awaitRefunds("SUCCEEDED", 1);
        assertThat(shop.status(bought.order())).isEqualTo("REFUNDED");
        for (var account : Set.of("STRIPE", "PROVIDER", "COMMISSION", "BUYER")) {
            assertThat(balance(bought.order(), account)).as(account).isZero();
        }
        assertThat(bought.browser().get("/orders/" + bought.order()).block().body())
                .contains("You have given every place back")
                .doesNotContain("the places had gone to others");
    }

    @Test
    void manyRequestsAtOnceGiveThePlaceBackOnce() {
        var bought = bought("refund-atonce@example.org", 39_000, 12_005);
        var lines = Set.of(bought.lineOf(bought.first()));

        var outcomes = Flux.range(0, 12)
                .flatMap(_ -> request.request(wish(bought, Requester.BUYER, lines)), 12)
                .collectList()
                .block();

        assertThat(outcomes).filteredOn(Agreed.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new Refused(Why.RETURNED_BEFORE)::equals)
                .hasSize(11);
        bought.awaitRefunds("SUCCEEDED", 1);
        assertThat(balance(bought.order(), "STRIPE")).isEqualTo(12_005);
        assertThat(shop.seatsTaken(bought.first().firstIntake())).isZero();
    }

    @Test
    void aBuyerCannotGiveBackWhatIsPastItsTermsButTheProviderCan() {
        var bought = bought("refund-late@example.org", 39_000, 12_005);
        run("update orders set paid_at = now() - interval '15 days' where id = '%s'".formatted(bought.order()));
        var lines = Set.of(bought.lineOf(bought.first()));

        var byForce = bought.browser()
                .post(bought.page(), Map.of("line", lines.iterator().next().toString()))
                .block();

        assertThat(byForce.status()).isEqualTo(409);
        assertThat(byForce.body()).contains("past its institution’s terms");
        assertThat(enrollment(lines.iterator().next())).isNotEqualTo("WITHDRAWN");
        assertThat(ask(bought, Requester.PROVIDER, lines)).isInstanceOf(Agreed.class);
    }

    @Test
    void pastTheTermsABuyerAsksAndEachInstitutionAnswersForItself() {
        var bought = bought("refund-asked@example.org", 39_000, 12_005);
        run("update orders set paid_at = now() - interval '15 days' where id = '%s'".formatted(bought.order()));
        var first = bought.lineOf(bought.first());
        var second = bought.lineOf(bought.second());
        var wishes = bought.page() + "/wishes";
        assertThat(bought.browser().get("/orders/" + bought.order()).block().body())
                .contains("Ask for money back");

        var unfinished = bought.browser()
                .post(wishes, Map.of("line", first.toString(), "note", " "))
                .block();
        assertThat(unfinished.status()).isEqualTo(422);
        assertThat(unfinished.body())
                .contains("why you ask")
                .containsPattern("value=\"%s\"[^>]*checked".formatted(first));
        var form = Map.of("line", first + "," + second, "note", "I have moved to the south");
        assertThat(Flux.range(0, 4)
                        .flatMap(_ -> bought.browser().post(wishes, form))
                        .map(answer -> answer.location().replaceFirst(".*done=", ""))
                        .collectList()
                        .block())
                .containsExactlyInAnyOrder("done", "not-done", "not-done", "not-done");
        assertThat(bought.browser().get(bought.page()).block().body())
                .contains("asked, not answered yet", "I have moved to the south");
        assertThat(shop.browser().post(wishes, form).block().status()).isEqualTo(404);
        assertThat(shop.count("select count(*) from event_log where type = 'refund.asked' and data ->> 'order' = '%s'"
                        .formatted(bought.order())))
                .as("each institution is told once")
                .isEqualTo(2);
        assertThat(shop.one(
                        "select data::text from event_log where type = 'refund.asked' and data -> 'provider' ->> 'id' = '%s'"
                                .formatted(bought.first().provider().id()),
                        String.class))
                .contains(bought.first().title(), "39000")
                .doesNotContain("the south", bought.second().title());

        var number = shop.one("select number from orders where id = '%s'".formatted(bought.order()), String.class);
        var desk = "/checkout/desk/orders/" + bought.order();
        var finance = shop.signedIn(Payees.finance(bought.first().provider().id()));
        var other = shop.signedIn(Payees.finance(bought.second().provider().id()));
        assertThat(finance.get("/checkout/desk?list=refund-asked").block().body())
                .contains(number);
        assertThat(finance.get(desk).block().body()).contains("Refunds asked for", "I have moved to the south");
        var wish = shop.one("select id from refund_wish where line = '%s'".formatted(first), UUID.class);
        var refusal = desk + "/wishes/%s/refusal".formatted(wish);
        assertThat(other.post(refusal, Map.of("note", "No")).block().status()).isEqualTo(404);
        assertThat(finance.post(refusal, Map.of("note", "n".repeat(501)))
                        .block()
                        .body())
                .contains("in at most 500 letters", "n".repeat(501));

        assertThat(finance.post(refusal, Map.of("note", "The course has begun"))
                        .block()
                        .location())
                .endsWith("done=declined");
        assertThat(finance.post(refusal, Map.of("note", "Again")).block().location())
                .endsWith("done=answered-before");
        assertThat(shop.mail("refund-asked@example.org", "Your request for money back")
                        .text())
                .contains("The course has begun", "You keep your place");
        assertThat(finance.get("/checkout/desk?list=refund-asked").block().body())
                .as("answered, though the other institution is not done")
                .doesNotContain(number);
        assertThat(other.get("/checkout/desk?list=refund-asked").block().body()).contains(number);

        assertThat(ask(bought, Requester.PROVIDER, Set.of(second))).isInstanceOf(Agreed.class);
        assertThat(other.get("/checkout/desk?list=refund-asked").block().body()).doesNotContain(number);
        assertThat(bought.browser().get(bought.page()).block().body())
                .contains("declined", "The course has begun", "given back");
        assertThat(enrollment(first)).isNotEqualTo("WITHDRAWN");
    }

    @Test
    void whatIsNotOfTheOrderChangesNothing() {
        var bought = bought("refund-mine@example.org", 39_000, 12_005);
        var other = bought("refund-other@example.org", 39_000, 12_005);

        assertThat(ask(bought, Requester.OPERATOR, other.lines())).isEqualTo(new Refused(Why.NOTHING_CHOSEN));
        assertThat(ask(bought, Requester.OPERATOR, Set.of())).isEqualTo(new Refused(Why.NOTHING_CHOSEN));
        assertThat(shop.count("select count(*) from enrollment where order_id = '%s' and state = 'WITHDRAWN'"
                        .formatted(other.order())))
                .isZero();
        assertThat(other.browser().get(bought.page()).block().status()).isEqualTo(404);
        assertThat(other.browser()
                        .post(
                                bought.page(),
                                Map.of("line", bought.lines().iterator().next().toString()))
                        .block()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aFreePlaceIsGivenBackWithoutStripe() {
        var free = Listing.of("Open data", Provider.named("Merwestad")).intake(0L, "EUR", 10);
        shop.onSale(free);
        var browser = shop.browser();
        var buyer = shop.guest(browser, "refund-free-back@example.org");
        buyer.add(free.id(), free.firstIntake()).block();
        var order = buyer.checkOut().block();
        var line = shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);

        browser.post("/orders/%s/refund".formatted(order), Map.of("line", line.toString()))
                .block();

        assertThat(shop.status(order)).isEqualTo("REFUNDED");
        assertThat(shop.seatsTaken(free.firstIntake())).isZero();
        assertThat(shop.mail("refund-free-back@example.org", "Refund").text()).contains("nothing to pay back");
    }

    @Test
    void whatIsLeftOfAnOrderIsFulfilledWithoutWhatWasGivenBack() {
        var bought = bought("refund-rest@example.org", 39_000, 12_005);
        shop.await("select status from orders where id = '%s'".formatted(bought.order()), "FULFILLED");
        run("update orders set status = 'PAID', fulfilled_at = null where id = '%s'".formatted(bought.order()));
        run("update order_line set confirmed_at = null where id = '%s'".formatted(bought.lineOf(bought.first())));

        ask(bought, Requester.OPERATOR, Set.of(bought.lineOf(bought.first())));

        assertThat(shop.status(bought.order())).isEqualTo("FULFILLED");
    }
}
