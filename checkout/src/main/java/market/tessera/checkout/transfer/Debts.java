package market.tessera.checkout.transfer;

import java.util.UUID;
import market.tessera.checkout.payout.Ledger;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What providers owe, because shares that they had were to come back and did not. The oldest line's is set off first. */
@Repository
class Debts {
    private final DatabaseClient database;
    private final Ledger ledger;

    Debts(DatabaseClient database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    private record Debt(UUID reversal, long owed) {}

    /** Sets off as much as there is against a share, and emits how much of the share is gone by now. Joins the caller's transaction. */
    Mono<Money> setOff(Transfer transfer) {
        return database.sql("""
                        select id as reversal, owed from transfer_reversal where provider = :provider and currency = :currency and owed > 0
                        order by line, id for update
                        """)
                .bind("provider", transfer.line().provider())
                .bind("currency", transfer.share().currency().getCurrencyCode())
                .mapProperties(Debt.class)
                .all()
                .collectList()
                .flatMapIterable(debts -> debts)
                .reduce(
                        Mono.just(transfer.netted()),
                        (netted, debt) -> netted.flatMap(gone -> setOff(transfer, debt, gone)))
                .flatMap(netted -> netted);
    }

    private Mono<Money> setOff(Transfer transfer, Debt debt, Money gone) {
        var amount = new Money(payable(debt.owed(), transfer.share().minus(gone)), gone.currency());
        return amount.isZero()
                ? Mono.just(gone)
                : pay(debt.reversal(), amount)
                        .then(ledger.netted(transfer.line(), amount, debt.reversal()))
                        .thenReturn(gone.plus(amount));
    }

    /** As much of a debt as can be set off against what is left of a share, so that the rest of it can still be sent. */
    private static long payable(long owed, Money left) {
        var most = Math.min(owed, left.amount());
        return Math.max(0, most - Math.floorMod(most - left.amount(), Money.payableStep(left.currency())));
    }

    private Mono<Void> pay(UUID reversal, Money amount) {
        return database.sql("""
                        update transfer_reversal set owed = owed - :amount, status = case when owed = :amount then 'DONE' else status end
                        where id = :reversal
                        """)
                .bind("amount", amount.amount())
                .bind("reversal", reversal)
                .then();
    }
}
