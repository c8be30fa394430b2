package market.tessera.checkout.seller;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.TaxRule;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How providers tax some of what they sell, or buyers of some countries, otherwise than in general; only added to, and ended. */
@Repository
class TaxRates {
    /** A table that is longer is no table that anybody keeps by hand. */
    static final int MOST = 200;

    private final DatabaseClient database;
    private final Clock clock;

    TaxRates(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A row that has not ended.
     *
     * @param country where the buyer is; null for everywhere
     * @param kind of what is sold; null for everything
     */
    record Rate(
            long id, @Nullable String country, @Nullable String kind, TaxRule rule, LocalDate validFrom, String setBy) {
        /** The last part of the key of its words. */
        public String treatment() {
            return TaxRows.treatment(rule);
        }

        public @Nullable String name() {
            return TaxRows.name(rule);
        }

        public String percent() {
            var rate = TaxRows.rate(rule);
            return rate == null ? "" : TaxLine.percent(rate);
        }

        public @Nullable String reason() {
            return TaxRows.reason(rule);
        }
    }

    /** An offering that is of a kind. */
    record Sorted(UUID offering, String title, String slug, String kind) {}

    /** An offering as it may be meant. */
    record Meant(UUID offering) {}

    /** Those that say most first, as they count. */
    Flux<Rate> of(UUID provider) {
        return database.sql("""
                        select x.id, x.country, x.kind, x.valid_from, x.set_by, %s from tax_rate x where x.provider = :provider and x.ended_at is null
                        order by x.kind is null, x.kind, x.country is null, x.country, x.valid_from desc limit %d
                        """.formatted(TaxRows.COLUMNS, MOST))
                .bind("provider", provider)
                .map(TaxRates::read)
                .all();
    }

    /** Counts for what is ordered from its day on, in place of a row for the same; false if there are too many rows. */
    @Transactional
    Mono<Boolean> add(
            UUID provider,
            @Nullable String country,
            @Nullable String kind,
            TaxRule rule,
            LocalDate validFrom,
            String by) {
        return lock(provider).then(Mono.defer(() -> replace(provider, country, kind, rule, validFrom, by)));
    }

    /** Rows of one provider are written one after the other: nobody orders between the end of one and the beginning of the next. */
    private Mono<Void> lock(UUID provider) {
        return database.sql("select from offer_provider where id = :provider for no key update")
                .bind("provider", provider)
                .then();
    }

    private Mono<Boolean> replace(
            UUID provider,
            @Nullable String country,
            @Nullable String kind,
            TaxRule rule,
            LocalDate validFrom,
            String by) {
        return end("""
                        country is not distinct from :country and kind is not distinct from :kind and valid_from = :validFrom""", provider, by)
                .bind("country", Bindings.nullable(country, String.class))
                .bind("kind", Bindings.nullable(kind, String.class))
                .bind("validFrom", validFrom)
                .then()
                .then(database.sql("""
                                insert into tax_rate (provider, country, kind, treatment, name, rate, reason, valid_from, set_by, set_at)
                                select :provider, :country, :kind, :treatment, :name, :rate, :reason, :validFrom, :by, :now
                                where (select count(*) from tax_rate where provider = :provider and ended_at is null) < :most
                                """)
                        .bind("provider", provider)
                        .bind("country", Bindings.nullable(country, String.class))
                        .bind("kind", Bindings.nullable(kind, String.class))
                        .bind("treatment", TaxRows.treatment(rule))
                        .bind("name", Bindings.nullable(TaxRows.name(rule), String.class))
                        .bind("rate", Bindings.nullable(TaxRows.rate(rule), Integer.class))
                        .bind("reason", Bindings.nullable(TaxRows.reason(rule), String.class))
                        .bind("validFrom", validFrom)
                        .bind("by", by)
                        .bind("now", clock.instant())
                        .bind("most", MOST)
                        .fetch()
                        .rowsUpdated())
                .map(count -> count == 1);
    }

    /** False if it has ended, or is another provider's. */
    Mono<Boolean> end(UUID provider, long rate, String by) {
        return end("id = :rate", provider, by)
                .bind("rate", rate)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private DatabaseClient.GenericExecuteSpec end(String which, UUID provider, String by) {
        return database.sql(
                        "update tax_rate set ended_at = :now, ended_by = :by where provider = :provider and ended_at is null and "
                                + which)
                .bind("provider", provider)
                .bind("by", by)
                .bind("now", clock.instant());
    }

    Flux<Sorted> sorted(UUID provider) {
        return database.sql("""
                        select id as offering, title, slug, tax_kind as kind from offer where provider = :provider and tax_kind is not null
                        order by tax_kind, title, id limit %d
                        """.formatted(MOST))
                .bind("provider", provider)
                .mapProperties(Sorted.class)
                .all();
    }

    /** By its title, or the last part of its page's address; several where they have the same title. */
    Flux<Meant> meant(UUID provider, String typed) {
        return database.sql("""
                        select id as offering from offer
                        where provider = :provider and (slug = :typed or lower(title) = lower(:typed)) order by slug = :typed desc limit 2
                        """)
                .bind("provider", provider)
                .bind("typed", typed)
                .mapProperties(Meant.class)
                .all();
    }

    /** @param kind null for none */
    Mono<Boolean> sort(UUID provider, UUID offering, @Nullable String kind) {
        return database.sql("update offer set tax_kind = :kind where id = :offering and provider = :provider")
                .bind("kind", Bindings.nullable(kind, String.class))
                .bind("offering", offering)
                .bind("provider", provider)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private static Rate read(Readable row) {
        return new Rate(
                required(row, "id", Long.class),
                row.get("country", String.class),
                row.get("kind", String.class),
                TaxRows.read(row),
                required(row, "valid_from", LocalDate.class),
                required(row, "set_by", String.class));
    }
}
