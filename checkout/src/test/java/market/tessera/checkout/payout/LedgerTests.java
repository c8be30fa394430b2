package market.tessera.checkout.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;

@CheckoutTest
class LedgerTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Ledger ledger;

    @Autowired
    private DatabaseClient database;

    @Test
    void whatIsPaidIsWhatIsOwed() {
        var order = bought();

        assertThat(account(order, "STRIPE")).isEqualTo(3_335);
        assertThat(account(order, "PROVIDER")).isEqualTo(-3_001);
        assertThat(account(order, "COMMISSION")).isEqualTo(-334);
    }

    @Test
    void sharesAndCommissionAlwaysMakeUpThePrice() {
        new Random(7).longs(2_000, 0, 10_000_000).forEach(LedgerTests::assertSplits);
        LongStream.range(0, 50).forEach(LedgerTests::assertSplits);
    }

    @Test
    void theDatabaseRefusesWhatDoesNotSumToZero() {
        var order = bought();

        assertThatThrownBy(() -> database.sql("""
                                insert into posting (order_id, kind, account, amount, currency, posted_at)
                                values (:order, 'RETURN', 'STRIPE', -5, 'EUR', now())
                                """).bind("order", order).then().block())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("do not sum to zero");
    }

    @Test
    void nothingIsBookedTwiceOrChanged() {
        var order = bought();

        assertThatThrownBy(() ->
                        ledger.sold(order, Money.of(3_335, "EUR"), List.of()).block())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.sql("update posting set amount = 0 where order_id = :order")
                        .bind("order", order)
                        .then()
                        .block())
                .isInstanceOf(DataAccessException.class);
    }

    private static void assertSplits(long amount) {
        var price = Money.of(amount, "EUR");
        var commission = new PayoutProperties(1_234).commission(price);
        assertThat(commission.amount()).isBetween(0L, amount);
        assertThat(price.minus(commission).plus(commission)).isEqualTo(price);
    }

    private UUID bought() {
        var listing = Listing.of("Ledger", Provider.named("Nordkyst")).intake(3_335L, "EUR", null);
        shop.onSale(listing);
        return shop.guest("ledger@example.org")
                .buy(listing.id(), listing.firstIntake())
                .block();
    }

    private long account(UUID order, String account) {
        return shop.count(
                "select sum(amount) from posting where order_id = '%s' and account = '%s'".formatted(order, account));
    }
}
