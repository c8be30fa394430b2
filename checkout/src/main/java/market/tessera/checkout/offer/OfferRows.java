package market.tessera.checkout.offer;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import market.tessera.checkout.offer.Offer.RefundTerms;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** Rows of intakes with their offerings and providers as values; for statements that join them with tables of their own. */
public final class OfferRows {
    /** Of {@link #TABLES}, in which {@code i} is the intake. */
    public static final String COLUMNS = """
            o.id, o.edition, o.slug, o.title, o.prerequisites,
              coalesce(o.refund_days, case when o.refund_text is null then p.refund_days end) as refund_days,
              coalesce(o.refund_text, case when o.refund_days is null then p.refund_text end) as refund_text,
              o.listed and i.listed and p.verified as listed, p.id as seller, p.slug as seller_slug, p.name as seller_name, p.hue, p.logo,
              i.id as intake, i.self_paced, i.starts, i.ends, i.closes, i.time_zone, i.place, i.seats, i.taken, i.waitlist, i.waiting,
              i.price_amount, i.price_currency,
              exists (select from tax_rate c where c.provider = p.id and c.ended_at is null and c.country is not null) as tax_by_country,
              coalesce((select g.by_stripe from tax_setting g where g.id = p.tax_setting), false) as tax_by_stripe, %s, %s
            """.formatted(SaleTermsRows.COLUMNS, TaxRows.COLUMNS);

    public static final String TABLES = tables("null::text");

    private OfferRows() {}

    /**
     * The same for a buyer whose country that expression gives. Of its seller's tax rates the one that says most of what is sold counts: its kind before
     * its buyer's country, the newest of several; where none fits, what the seller has stated in general.
     */
    public static String tables(String country) {
        return """
                offer_intake i join offer o on o.id = i.offer join offer_provider p on p.id = o.provider
                left join lateral (
                  select treatment, name, rate, reason, kind is not null as by_kind, country is not null as by_country, valid_from, id from tax_rate
                  where provider = p.id and ended_at is null and valid_from <= (now() at time zone 'UTC')::date
                    and (kind is null or kind = o.tax_kind) and (country is null or country = %s)
                  union all select treatment, name, rate, reason, false, false, '-infinity', 0 from tax_setting where id = p.tax_setting
                  order by by_kind desc, by_country desc, valid_from desc, id desc limit 1) x on true
                left join sale_terms s on s.id = p.sale_terms""".formatted(country);
    }

    public static Offer read(Readable row) {
        return new Offer(
                required(row, "id", UUID.class),
                required(row, "edition", Integer.class),
                required(row, "slug", String.class),
                required(row, "title", String.class),
                new Seller(
                        required(row, "seller", UUID.class),
                        required(row, "seller_slug", String.class),
                        required(row, "seller_name", String.class),
                        required(row, "hue", Integer.class),
                        row.get("logo", String.class)),
                new RefundTerms(row.get("refund_days", Integer.class), row.get("refund_text", String.class)),
                row.get("prerequisites", String.class),
                intake(row),
                price(row),
                TaxRows.read(row),
                required(row, "tax_by_country", Boolean.class),
                required(row, "tax_by_stripe", Boolean.class),
                SaleTermsRows.read(row),
                required(row, "listed", Boolean.class));
    }

    private static Intake intake(Readable row) {
        var zone = row.get("time_zone", String.class);
        return new Intake(
                required(row, "intake", UUID.class),
                required(row, "self_paced", Boolean.class),
                row.get("starts", LocalDate.class),
                row.get("ends", LocalDate.class),
                row.get("closes", LocalDate.class),
                zone == null ? null : ZoneId.of(zone),
                row.get("place", String.class),
                row.get("seats", Integer.class),
                required(row, "taken", Integer.class),
                required(row, "waitlist", Boolean.class),
                required(row, "waiting", Integer.class));
    }

    private static @Nullable Money price(Readable row) {
        var amount = row.get("price_amount", Long.class);
        return amount == null ? null : Money.of(amount, required(row, "price_currency", String.class));
    }
}
