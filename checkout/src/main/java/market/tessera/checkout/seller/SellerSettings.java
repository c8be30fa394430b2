package market.tessera.checkout.seller;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.TaxRule;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What providers have said of themselves as sellers; only ever added to. */
@Repository
class SellerSettings {
    private final DatabaseClient database;
    private final Clock clock;

    SellerSettings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param country ISO 3166-1, two letters
     * @param byStripe whether Stripe works the tax out where it can
     */
    record Seller(
            String legalName,
            String address,
            String country,
            @Nullable String taxId,
            TaxRule tax,
            boolean byStripe) {}

    /**
     * A provider with what it has said last; where it has said nothing, with what is known of it.
     *
     * @param setBy null where it has said nothing
     */
    record Setting(
            UUID provider,
            String name,
            Seller seller,
            @Nullable String setBy) {}

    Flux<Setting> of(Collection<UUID> providers) {
        return database.sql("""
                        select p.id, p.name as provider_name, coalesce(x.legal_name, p.name) as legal_name, coalesce(x.address, '') as address,
                          coalesce(x.country, p.country) as country, x.tax_id, x.set_by, coalesce(x.by_stripe, false) as by_stripe, %s
                        from offer_provider p left join tax_setting x on x.id = p.tax_setting
                        where p.id = any(:providers) order by p.name
                        """.formatted(TaxRows.COLUMNS))
                .bind("providers", providers.toArray(UUID[]::new))
                .map(SellerSettings::read)
                .all();
    }

    /** Counts for what is ordered from now on; false if there is no such provider. */
    Mono<Boolean> say(UUID provider, Seller seller, String by) {
        return database.sql("""
                        with said as (
                          insert into tax_setting (provider, legal_name, address, country, tax_id, treatment, name, rate, reason, by_stripe, set_by, set_at)
                          select id, :legalName, :address, :country, :taxId, :treatment, :name, :rate, :reason, :byStripe, :by, :now
                          from offer_provider where id = :provider
                          returning id)
                        update offer_provider set tax_setting = said.id from said where offer_provider.id = :provider
                        """)
                .bind("provider", provider)
                .bind("legalName", seller.legalName())
                .bind("address", seller.address())
                .bind("country", seller.country())
                .bind("taxId", Bindings.nullable(seller.taxId(), String.class))
                .bind("treatment", TaxRows.treatment(seller.tax()))
                .bind("name", Bindings.nullable(TaxRows.name(seller.tax()), String.class))
                .bind("rate", Bindings.nullable(TaxRows.rate(seller.tax()), Integer.class))
                .bind("reason", Bindings.nullable(TaxRows.reason(seller.tax()), String.class))
                .bind("byStripe", seller.byStripe())
                .bind("by", by)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private static Setting read(Readable row) {
        return new Setting(
                required(row, "id", UUID.class),
                required(row, "provider_name", String.class),
                new Seller(
                        required(row, "legal_name", String.class),
                        required(row, "address", String.class),
                        required(row, "country", String.class),
                        row.get("tax_id", String.class),
                        TaxRows.read(row),
                        required(row, "by_stripe", Boolean.class)),
                row.get("set_by", String.class));
    }
}
