package market.tessera.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.TransferReversal;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferReversalCreateParams;
import org.junit.jupiter.api.Test;

class TransferSimulatorTests extends RunningSimulator {
    @Test
    void nothingIsTransferredToWhoCannotTakeItAndNeverMoreThanTheChargeBrought() throws StripeException {
        var charge = charge("source");
        var account = account();
        assertThatThrownBy(() -> stripe.transfers().create(transfer(account, charge, 10_000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("capabilities");

        simulator.connect().complete(account);
        stripe.transfers().create(transfer(account, charge, 30_000));

        assertThatThrownBy(() -> stripe.transfers().create(transfer(account, charge, 9_001)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(stripe.transfers().create(transfer(account, charge, 9_000)).getAmount())
                .isEqualTo(9_000);
        assertThat(simulator.connect().balance(account, "eur")).isEqualTo(39_000);
        assertThat(stripe.transfers()
                        .list(TransferListParams.builder()
                                .setTransferGroup("order-1")
                                .build())
                        .getData())
                .hasSize(2);
        told("account.updated");
        told("transfer.created");
    }

    @Test
    void aReversalTakesNoMoreThanWasSentAndIsStillThere() throws StripeException {
        var account = account();
        simulator.connect().complete(account);
        var sent = stripe.transfers().create(transfer(account, charge("reversed"), 30_000));

        var part = stripe.transfers()
                .reversals()
                .create(
                        sent.getId(),
                        TransferReversalCreateParams.builder()
                                .setAmount(10_000L)
                                .build());
        assertThatThrownBy(() -> stripe.transfers()
                        .reversals()
                        .create(
                                sent.getId(),
                                TransferReversalCreateParams.builder()
                                        .setAmount(20_001L)
                                        .build()))
                .isInstanceOf(InvalidRequestException.class);
        simulator.connect().payOut(account, "eur");
        assertThatThrownBy(() -> stripe.transfers().reversals().create(sent.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("insufficient funds");

        assertThat(stripe.transfers().retrieve(sent.getId()).getAmountReversed())
                .isEqualTo(10_000);
        assertThat(stripe.transfers().reversals().list(sent.getId()).getData())
                .extracting(TransferReversal::getId)
                .containsExactly(part.getId());
        told("transfer.reversed");
    }

    @Test
    void dinarsArePaidInStepsOfTenFils() throws StripeException {
        assertThatThrownBy(() -> stripe.checkout().sessions().create(request(7_775L, EXPIRY, "kwd")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("divisible by 10");
        var session = stripe.checkout().sessions().create(request(7_770L, EXPIRY, "kwd"), key("dinars"));
        pay(session, "4242424242424242");
        var intent = stripe.checkout().sessions().retrieve(session.getId()).getPaymentIntent();
        var account = account();
        simulator.connect().complete(account);

        assertThatThrownBy(() -> stripe.transfers().create(dinars(account, 6_993)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("divisible by 10");
        var sent = stripe.transfers().create(dinars(account, 6_990));
        assertThatThrownBy(() -> stripe.transfers()
                        .reversals()
                        .create(
                                sent.getId(),
                                TransferReversalCreateParams.builder()
                                        .setAmount(5L)
                                        .build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("divisible by 10");
        assertThatThrownBy(() -> stripe.refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .setAmount(1_001L)
                                .build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("divisible by 10");
    }

    private static TransferCreateParams dinars(String account, long amount) {
        return TransferCreateParams.builder()
                .setAmount(amount)
                .setCurrency("kwd")
                .setDestination(account)
                .build();
    }
}
