package market.tessera.checkout.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
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

        assertThatThrownBy(() -> ledger.sold(order, Money.of(3_335, "EUR")).block())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.sql("update posting set amount = 0 where order_id = :order")
                        .bind("order", order)
                        .then()
                        .block())
                .isInstanceOf(DataAccessException.class);
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
