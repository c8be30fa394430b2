package market.tessera.checkout.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RefundDeliveryTests extends GivenBack {
    @Autowired
    private SendRefund send;

    @Test
    void aLostAnswerIsFoundAgainInsteadOfPaidAgain() {
        var bought = bought("refund-lost@example.org", 39_000, 12_005);
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LOST, "POST /v1/refunds", 3);

        ask(bought, Requester.OPERATOR, bought.lines());
        assertThat(shop.count("select count(*) from refund where order_id = '%s' and status = 'INTENDED'"
                        .formatted(bought.order())))
                .isEqualTo(1);
        Surroundings.STRIPE.outages().end();
        run("update refund set checks = 3, check_at = now() where order_id = '%s'".formatted(bought.order()));
        send.due().block();

        bought.awaitRefunds("SUCCEEDED", 1);
        assertThat(balance(bought.order(), "STRIPE")).isZero();
    }

    @Test
    void anOutageDelaysTheMoneyAndNothingElse() {
        var bought = bought("refund-outage@example.org", 39_000, 12_005);
        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, 100);

        assertThat(ask(bought, Requester.OPERATOR, bought.lines())).isInstanceOf(Agreed.class);
        assertThat(shop.status(bought.order())).isEqualTo("REFUNDED");
        assertThat(balance(bought.order(), "BUYER")).isEqualTo(-51_005);

        Surroundings.STRIPE.outages().end();
        run("update refund set check_at = now() where order_id = '%s'".formatted(bought.order()));
        bought.awaitRefunds("SUCCEEDED", 1);
        assertThat(balance(bought.order(), "BUYER")).isZero();
    }

    @Test
    void whatTheBankSendsBackIsOwedAgainAndCanBeSentOnceMore() {
        var bought = bought("refund-bounce@example.org", 39_000, 12_005);
        ask(bought, Requester.OPERATOR, bought.lines());
        bought.awaitRefunds("SUCCEEDED", 1);
        var refund = shop.one("select id from refund where order_id = '%s'".formatted(bought.order()), UUID.class);

        Surroundings.STRIPE
                .bank()
                .bounce(shop.one("select stripe_id from refund where id = '%s'".formatted(refund), String.class));

        bought.awaitRefunds("FAILED", 1);
        assertThat(balance(bought.order(), "BUYER")).isEqualTo(-51_005);
        assertThat(request.again(refund).block()).isTrue();
        bought.awaitRefunds("SUCCEEDED", 1);
        assertThat(request.again(refund).block()).isFalse();
        assertThat(balance(bought.order(), "BUYER")).isZero();
        assertThat(balance(bought.order(), "STRIPE")).isZero();
    }
}
