package market.tessera.checkout.placing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.order.OrderKeys;
import market.tessera.checkout.order.OrderProperties;
import market.tessera.checkout.placing.Placement.Placed;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.TaxRule;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes pending orders with the words and terms of what they buy. */
@Repository
@EnableConfigurationProperties(OrderProperties.class)
class NewOrders {
    private static final String INSERT = """
            with placed as (
              insert into orders (id, number, status, basket, attempt, learner, name, email, locale, amount, currency,
                created_at, expires_at, promotion_code, billing_company, billing_address, billing_tax_id, organisation, country)
              values (:id, :number, 'PENDING', :basket, :attempt, :learner, :name, :email, :locale, :amount, :currency,
                :now, :expires, :code, :company, :address, :taxId, :organisation, :country)
              returning id),
            opened as (
              insert into order_key (hash, order_id, purpose, expires_at)
              select :key, id, 'VIEW', :keyExpires from placed where cast(:key as bytea) is not null)
            insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name, hue,
              self_paced, starts, ends, place, price_amount, refund_days, refund_text, commission_basis_points, holdback_days,
              discount_amount, discount_by_market, tax_treatment, tax_name, tax_rate, tax_reason, tax_amount, waiting_place)
            select gen_random_uuid(), placed.id, l.position, o.id, o.edition, i.id, p.id, o.slug, o.title, p.name, p.hue,
              i.self_paced, i.starts, i.ends, i.place, l.price, nullif(l.refund_days, -1), nullif(l.refund_text, ''),
              t.commission_basis_points, t.holdback_days, l.discount, l.discount > 0 and :byMarket,
              l.treatment, nullif(l.tax_name, ''), nullif(l.rate, 0), nullif(l.reason, ''),
              case when l.treatment <> 'UNSTATED' then l.tax end,
              nullif(l.place, '')::uuid
            from placed,
              unnest(:intakes::uuid[], :prices::bigint[], :refundDays::int[], :refundTexts::text[], :discounts::bigint[],
                  :treatments::text[], :taxNames::text[], :rates::int[], :reasons::text[], :taxes::bigint[], :places::text[])
                with ordinality as l (intake, price, refund_days, refund_text, discount,
                  treatment, tax_name, rate, reason, tax, place, position)
              join offer_intake i on i.id = l.intake join offer o on o.id = i.offer join offer_provider p on p.id = o.provider
              left join lateral (select * from payout_terms a where a.provider = p.id order by a.id desc limit 1) t on true
            """;

    private final DatabaseClient database;
    private final OrderProperties terms;
    private final Clock clock;

    NewOrders(DatabaseClient database, OrderProperties terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.clock = clock;
    }

    /** @return the order, with a guest's key to it; a {@link org.springframework.dao.DuplicateKeyException} if the attempt has placed one already */
    Mono<Placed> insert(OrderRequest request, Purchase purchase) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        var lines = purchase.places();
        var taxed = purchase.taxed();
        var promotion = purchase.discount().isZero() ? null : purchase.promotion();
        var key = request.learner() == null ? OrderKeys.random() : null;
        return database.sql(INSERT)
                .bind("id", id)
                .bind("number", OrderNumbers.next())
                .bind("basket", request.basket())
                .bind("attempt", request.attempt())
                .bind("learner", Bindings.nullable(request.learner(), UUID.class))
                .bind("name", request.name())
                .bind("email", request.email())
                .bind("locale", request.locale().toLanguageTag())
                .bind("amount", purchase.total().amount())
                .bind("currency", purchase.currency().getCurrencyCode())
                .bind("now", now)
                .bind("expires", now.plus(terms.hold()))
                .bind("intakes", purchase.intakes().toArray(UUID[]::new))
                .bind("prices", amounts(taxed.stream().map(Taxed::charged).toList()))
                .bind("taxes", amounts(taxed.stream().map(Taxed::tax).toList()))
                .bind("treatments", texts(taxed, TaxRows::treatment))
                .bind("taxNames", texts(taxed, TaxRows::name))
                .bind("reasons", texts(taxed, TaxRows::reason))
                .bind("rates", taxed.stream().map(price -> rate(price.rule())).toArray(Integer[]::new))
                .bind("discounts", amounts(purchase.discounts()))
                .bind("byMarket", promotion != null && promotion.isBorneByMarket())
                .bind("code", Bindings.nullable(promotion == null ? null : promotion.code(), String.class))
                .bind("company", Bindings.nullable(request.billing().company(), String.class))
                .bind("address", Bindings.nullable(request.billing().address(), String.class))
                .bind("taxId", Bindings.nullable(request.billing().taxId(), String.class))
                .bind("refundDays", lines.stream().map(NewOrders::refundDays).toArray(Integer[]::new))
                .bind("refundTexts", lines.stream().map(NewOrders::refundText).toArray(String[]::new))
                .bind("organisation", Bindings.nullable(employer(purchase), UUID.class))
                .bind("country", Bindings.nullable(country(purchase), String.class))
                .bind("places", lines.stream().map(NewOrders::place).toArray(String[]::new))
                .bind("key", Bindings.nullable(key == null ? null : OrderKeys.hash(key), byte[].class))
                .bind("keyExpires", now.plus(terms.keys()))
                .then()
                .thenReturn(new Placed(id, key));
    }

    private static @Nullable String country(Purchase purchase) {
        return purchase.isTaxedByCountry() ? purchase.country() : null;
    }

    private static @Nullable UUID employer(Purchase purchase) {
        var employer = purchase.employer();
        return employer == null ? null : employer.id();
    }

    private static Long[] amounts(List<Money> money) {
        return money.stream().map(Money::amount).toArray(Long[]::new);
    }

    private static String[] texts(List<Taxed> prices, Function<TaxRule, @Nullable String> part) {
        return prices.stream()
                .map(price -> part.apply(price.rule()))
                .map(text -> text == null ? "" : text)
                .toArray(String[]::new);
    }

    private static Integer rate(TaxRule rule) {
        var rate = TaxRows.rate(rule);
        return rate == null ? 0 : rate;
    }

    private static Integer refundDays(Line line) {
        var days = line.offer().refund().days();
        return days == null ? -1 : days;
    }

    private static String place(Line line) {
        var claim = line.claim();
        return claim == null ? "" : claim.place().toString();
    }

    private static String refundText(Line line) {
        var text = line.offer().refund().text();
        return text == null ? "" : text;
    }
}
