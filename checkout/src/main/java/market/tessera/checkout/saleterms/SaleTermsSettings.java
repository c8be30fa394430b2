package market.tessera.checkout.saleterms;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.offer.SaleTerms;
import market.tessera.checkout.offer.SaleTermsRows;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What providers have said of what buyers may have unpaid; only ever added to. */
@Repository
class SaleTermsSettings {
    private final DatabaseClient database;
    private final Clock clock;

    SaleTermsSettings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param setBy null where it has said nothing */
    record Setting(
            UUID provider,
            String name,
            SaleTerms terms,
            @Nullable String setBy) {}

    Flux<Setting> of(Collection<UUID> providers) {
        return database.sql("""
                        select p.id, p.name, %s, s.set_by
                        from offer_provider p left join sale_terms s on s.id = p.sale_terms where p.id = any(:providers) order by p.name
                        """.formatted(SaleTermsRows.COLUMNS))
                .bind("providers", providers.toArray(UUID[]::new))
                .map(SaleTermsSettings::read)
                .all();
    }

    /** What organisations owe it for places that they use already, in each currency. */
    Mono<List<Money>> outstanding(UUID provider) {
        return database.sql("""
                        select sum(l.price_amount)::bigint as amount, o.currency
                        from purchase_order q join orders o on o.id = q.order_id join order_line l on l.order_id = q.order_id
                        where q.state = 'WAITING' and q.credit and l.provider = :provider group by o.currency order by o.currency
                        """)
                .bind("provider", provider)
                .map(row -> Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)))
                .all()
                .collectList();
    }

    /** Counts for what is ordered from now on; false if there is no such provider. */
    Mono<Boolean> say(UUID provider, SaleTerms terms, String by) {
        var credit = terms.credit();
        return database.sql("""
                        with said as (
                          insert into sale_terms (provider, invoice_days, credit_amount, credit_currency, unpaid_places, free_places, set_by, set_at)
                          select id, :days, :credit, :currency, :unpaid, :free, :by, :now from offer_provider where id = :provider
                          returning id)
                        update offer_provider set sale_terms = said.id from said where offer_provider.id = :provider
                        """)
                .bind("provider", provider)
                .bind("days", terms.invoiceDays())
                .bind("credit", Bindings.nullable(credit == null ? null : credit.amount(), Long.class))
                .bind(
                        "currency",
                        Bindings.nullable(
                                credit == null ? null : credit.currency().getCurrencyCode(), String.class))
                .bind("unpaid", terms.unpaidPlaces())
                .bind("free", terms.freePlaces())
                .bind("by", by)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private static Setting read(Readable row) {
        return new Setting(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                SaleTermsRows.read(row),
                row.get("set_by", String.class));
    }
}
