package market.tessera.checkout.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.settlement.PaidLines;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

/** What happens while a learner is being handed over, or after that was given up. */
class OvertakenHandoffTests extends LearnersOnTheirWay {
    @Autowired
    TransactionalOperator transaction;

    @Autowired
    WithdrawEnrollments withdraw;

    @Autowired
    PaidLines paidLines;

    @Test
    void tellsTheProviderOfAWithdrawalThatCameWhileTheProviderWasBeingTold() {
        var released = provider.hesitates();
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        await().atMost(Shop.PATIENCE)
                .until(() -> provider.enrolled().containsKey(bought.enrollment().toString()));

        withdraw.ofLines(List.of(bought.line())).as(transaction::transactional).blockLast();
        released.countDown();

        await().atMost(Shop.PATIENCE)
                .until(() -> provider.dropped().contains(bought.enrollment().toString()));
        assertThat(purchases.state(bought)).isEqualTo("WITHDRAWN");
    }

    @Test
    void tellsTheProviderOfAnAddressThatWasCorrectedWhileTheProviderWasBeingTold() {
        var released = provider.hesitates();
        var bought = purchases.buysAsGuest(Purchases.learner("Amara Okafor"), course);
        var enrollment = bought.enrollment().toString();
        await().until(() -> provider.enrolled().containsKey(enrollment));

        paidLines
                .readdressed(bought.order(), "amara@example.org")
                .as(transaction::transactional)
                .block();
        released.countDown();

        await().until(() -> "amara@example.org".equals(provider.addresses().get(enrollment)));
        purchases.awaitState(bought, "CONFIRMED");
    }

    @Test
    void tellsTheProviderOfAWithdrawalAsSoonAsItIsBack() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        purchases.awaitState(bought, "CONFIRMED");
        provider.goesAway();
        withdraw.ofLines(List.of(bought.line())).as(transaction::transactional).blockLast();
        await().atMost(Shop.PATIENCE)
                .until(() -> purchases.count(
                                "select count(*) from handoff_failure where enrollment = $1", bought.enrollment())
                        > 0);

        provider.comesBack();

        await().atMost(Shop.PATIENCE)
                .until(() -> provider.dropped().contains(bought.enrollment().toString()));
    }

    @Test
    void hasAPersonTryAgainWhatWasGivenUp() {
        provider.goesAway();
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        purchases.awaitGivenUp(bought);
        var pages = "/checkout/connections/" + course.provider();
        var administrator = shop.administratorOf(course.provider());
        assertThat(administrator.get(pages).block().body()).contains("Does not work", "Nothing answers at localhost");

        provider.comesBack();
        administrator.post(pages + "/again", Map.of()).block();

        purchases.awaitState(bought, "CONFIRMED");
        assertThat(administrator.get(pages).block().body()).contains("Works");
    }
}
