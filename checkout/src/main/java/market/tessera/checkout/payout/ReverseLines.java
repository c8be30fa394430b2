package market.tessera.checkout.payout;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Books what is taken back of lines that were sold, whatever the terms are today. Of each account as much is gone as the price that is gone is of
 * the whole price, counted over all that was ever taken back of the line: so no cent is lost by many small parts, and all of it is gone when all
 * of the price is. First what the market bears is in proportion to the price, then tax to both, then commission to what is left without tax; the
 * provider bears the rest. Each of these only grows, so nothing is ever given instead of taken.
 *
 * <p>Where money moves in steps (ten of a dinar's thousandths), share and tax together have to come back in such steps. There the commission comes
 * first, in steps, and the tax is in proportion to the share that it belongs to: so both still only grow.
 */
@Repository
class ReverseLines {
    private final DatabaseClient database;
    private final Shares shares;
    private final Clock clock;

    ReverseLines(DatabaseClient database, Shares shares, Clock clock) {
        this.database = database;
        this.shares = shares;
        this.clock = clock;
    }

    /**
     * Joins the caller's transaction, which holds the order.
     *
     * @param lines with what is taken back of each now
     * @param account that has the sum of it
     */
    Mono<Void> book(UUID order, Map<UUID, Money> lines, String kind, String account, String cause) {
        return database.sql("""
                        with part as (select * from unnest(:lines::uuid[], :amounts::bigint[]) as part (line, amount)),
                        booked as (
                          select part.line, part.amount, l.provider, p.currency,
                            -sum(p.amount) filter (where p.kind = 'SALE') as price,
                            coalesce(sum(p.amount) filter (where p.kind = 'SALE' and p.account = 'PROMOTION'), 0) as borne,
                            coalesce(-sum(p.amount) filter (where p.kind = 'SALE' and p.account = 'TAX'), 0) as tax,
                            coalesce(-sum(p.amount) filter (where p.kind = 'SALE' and p.account = 'COMMISSION'), 0) as commission,
                            coalesce(sum(p.amount) filter (where p.kind <> 'SALE'), 0) as gone,
                            coalesce(sum(p.amount) filter (where p.kind <> 'SALE' and p.account = 'PROVIDER'), 0) as gone_share,
                            coalesce(sum(p.amount) filter (where p.kind <> 'SALE' and p.account = 'TAX'), 0) as gone_tax,
                            coalesce(sum(p.amount) filter (where p.kind <> 'SALE' and p.account = 'COMMISSION'), 0) as gone_commission
                          from part join order_line l on l.id = part.line
                            join posting p on p.order_id = :order and p.line = part.line and p.kind in ('SALE', 'REFUND', 'DISPUTE_LOST')
                          group by part.line, part.amount, l.provider, p.currency),
                        split as (
                          select b.*, gross.all_in, taxed.out as tax_out, charged.out as commission_out
                          from booked b,
                            lateral (select (gone + amount)::bigint as paid, payable_step(currency) as step, (price + borne)::bigint as given) back,
                            lateral (select back.paid + portion(borne::bigint, back.paid, price::bigint, step) as all_in) gross,
                            lateral (select portion(tax::bigint, gross.all_in, given) as out) exact,
                            lateral (select least(gross.all_in, case when step = 1
                              then portion(commission::bigint, gross.all_in - exact.out, (given - tax)::bigint)
                              else portion(commission::bigint, gross.all_in, given, step) end) as out) charged,
                            lateral (select case when step = 1 then exact.out
                              else portion(tax::bigint, gross.all_in - charged.out, (given - commission)::bigint) end as out) taxed),
                        taken as (
                          select line, entry.account, entry.provider, entry.amount::bigint, currency
                          from split, lateral (values
                            ('PROVIDER', provider, all_in - tax_out - commission_out - gone_share),
                            ('TAX', provider, tax_out - gone_tax),
                            ('COMMISSION', null, commission_out - gone_commission),
                            ('PROMOTION', null, amount - (all_in - gone_share - gone_tax - gone_commission))) as entry (account, provider, amount)
                          where entry.amount <> 0),
                        documented as (
                          insert into document_due (order_id, cause) select :order, :cause where exists (select from taken))
                        insert into posting (order_id, kind, account, provider, line, amount, currency, cause, posted_at)
                        select :order, :kind, account, provider, line, amount, currency, :cause, :now from taken
                        union all
                        select :order, :kind, :total, null, null, -sum(amount), currency, :cause, :now from taken
                        group by currency having sum(amount) <> 0
                        """)
                .bind("order", order)
                .bind("lines", lines.keySet().toArray(UUID[]::new))
                .bind("amounts", lines.values().stream().map(Money::amount).toArray(Long[]::new))
                .bind("kind", kind)
                .bind("total", account)
                .bind("cause", cause)
                .bind("now", clock.instant())
                .then()
                .then(Mono.defer(() -> shares.takenBack(order, cause)));
    }
}
