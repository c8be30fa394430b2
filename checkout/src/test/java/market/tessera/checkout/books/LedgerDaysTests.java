package market.tessera.checkout.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.books.LedgerSums.Standing;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CheckoutTest
class LedgerDaysTests {
    @Autowired
    private Purchases purchases;

    @Autowired
    private LedgerDays days;

    @Autowired
    private LedgerSums sums;

    @Test
    void daysThatAreOverAreAddedUpOnce() {
        move(700, 40);
        move(50, 3);
        purchases.run("update posting_day_reach set up_to = '-infinity'");
        purchases.run("delete from posting_day");
        var asBooked = francs();

        assertThat(Flux.range(0, 3).flatMap(_ -> days.close(), 3).collectList().block())
                .as("whoever comes at the same time finds nothing left to do")
                .contains(0L, 0L);

        assertThat(purchases.count("select count(*) from posting_day where currency = 'XPF' and account = 'STRIPE'"))
                .isEqualTo(2);
        assertThat(francs()).isEqualTo(asBooked);
        move(7, 0);
        assertThat(francs())
                .filteredOn(standing -> standing.account().equals("STRIPE"))
                .singleElement()
                .satisfies(standing -> assertThat(standing.after()).isEqualTo(Money.of(757, "XPF")));
    }

    /** So much was topped up, so many days ago. */
    private void move(long amount, int daysAgo) {
        purchases.run("""
                insert into posting (kind, account, amount, currency, cause, posted_at)
                select 'BALANCE', account, amount, 'XPF', 'test-' || $2, now() - $2 * interval '1 day'
                from (values ('STRIPE', $1::bigint), ('BANK', -$1::bigint)) as entry (account, amount)
                """, amount, daysAgo);
    }

    private List<Standing> francs() {
        return sums.standings(YearMonth.now(ZoneOffset.UTC))
                .filter(standing ->
                        standing.moved().currency().getCurrencyCode().equals("XPF"))
                .collectList()
                .block();
    }
}
