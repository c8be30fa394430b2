package market.tessera.checkout.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class PartRefundRaceTests extends SoldPlaces {
    @Test
    void aFormGivesOnceHoweverOftenItIsSent() {
        var sold = sold("twice@example.org", 10_000L, "EUR", false);
        var form = Map.of("amount", "30", "places", "stay", "note", "Out of goodwill", "seen", sold.seen());

        var answers = Flux.range(0, 4)
                .flatMap(_ -> sold.sends(form), 4)
                .map(Answer::status)
                .collectList()
                .block();
        var again = sold.sends(form).block();
        var unseen = sold.sends(Map.of("amount", "30", "places", "stay")).block();

        assertThat(answers).containsExactlyInAnyOrder(303, 422, 422, 422);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("went back since you opened this page", "Out of goodwill", "€70 left of €100")
                .containsPattern("name=\"amount\"[^>]*value=\"30\"")
                .contains("name=\"seen\" value=\"3000\"");
        assertThat(unseen.status()).isEqualTo(422);
        assertThat(request.request(seen(wish(sold, 3_000L, true), 0)).block())
                .as("decided under the order's lock")
                .isEqualTo(new Refused(Why.CHANGED_MEANWHILE));
        assertThat(shop.count("select refunded_amount from order_line where id = '%s'".formatted(sold.line())))
                .isEqualTo(3_000);

        assertThat(sold.refunds(form).status()).as("wanted once more").isEqualTo(303);
        assertThat(shop.count("select sum(amount) from refund where order_id = '%s'".formatted(sold.order())))
                .isEqualTo(6_000);
    }

    @Test
    void manyAtOnceNeverGiveBackMoreThanWasPaid() {
        var sold = sold("part-race@example.org", 39_000L, "EUR", false);

        var outcomes = Flux.range(0, 8)
                .flatMap(
                        number -> request.request(number == 0 ? wish(sold, null, false) : wish(sold, 10_000L, true)), 8)
                .collectList()
                .block();

        var agreed = outcomes.stream().filter(Agreed.class::isInstance).count();
        assertThat(agreed).isBetween(1L, 4L);
        assertThat(shop.count("select sum(amount) from refund where order_id = '%s'".formatted(sold.order())))
                .as("all of it where the place went; else as many parts as fit")
                .isEqualTo(shop.count("select refunded_amount from order_line where id = '%s'".formatted(sold.line())))
                .isLessThanOrEqualTo(39_000);
        shop.await(
                "select count(*) from refund where status = 'SUCCEEDED' and order_id = '%s'".formatted(sold.order()),
                agreed);
        assertThat(sold.booked().getOrDefault("BUYER", 0L)).isZero();
        assertThat(sold.booked().getOrDefault("STRIPE", 0L))
                .isEqualTo(39_000
                        - shop.count("select refunded_amount from order_line where id = '%s'".formatted(sold.line())));
        assertThat(differences(sold)).isZero();
    }
}
