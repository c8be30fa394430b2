package market.tessera.checkout.placing;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.order.OrderKeys;
import market.tessera.checkout.order.OrderProperties;
import market.tessera.checkout.order.OrderSeats.Wanted;
import market.tessera.checkout.placing.Placement.Placed;
import market.tessera.checkout.promotion.Promotion;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes pending orders with the words and terms of what they buy. */
@Repository
@EnableConfigurationProperties(OrderProperties.class)
class NewOrders {
    private static final String INSERT = """
            with wanted as (
              select * from unnest(:ids::uuid[], :numbers::text[], :baskets::uuid[], :attempts::uuid[], :learners::text[], :names::text[], :emails::text[],
                  :locales::text[], :amounts::bigint[], :currencies::text[], :codes::text[], :companies::text[], :addresses::text[], :taxIds::text[],
                  :organisations::text[], :countries::text[], :keys::text[], :beside::boolean[])
                as w (id, number, basket, attempt, learner, name, email, locale, amount, currency, code, company, address, tax_id,
                  organisation, country, key, beside)),
            placed as (
              insert into orders (id, number, status, basket, attempt, learner, name, email, locale, amount, currency,
                created_at, expires_at, promotion_code, billing_company, billing_address, billing_tax_id, organisation, country)
              select id, number, 'PENDING', basket, attempt, learner::uuid, name, email, locale, amount, currency,
                :now, :expires, code, company, address, tax_id, organisation::uuid, country
              from wanted w
              where w.beside or not exists (select from orders o where o.basket = w.basket and (o.learner is null or o.learner = w.learner::uuid)
                and o.currency = w.currency and o.status = 'PENDING' and not exists (select from purchase_order q where q.order_id = o.id))
              returning id),
            opened as (
              insert into order_key (hash, order_id, purpose, expires_at)
              select decode(w.key, 'hex'), w.id, 'VIEW', :keyExpires from wanted w join placed on placed.id = w.id where w.key is not null),
            lined as (
              insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name, hue,
                self_paced, starts, ends, place, price_amount, refund_days, refund_text, commission_basis_points, holdback_days,
                discount_amount, discount_by_market, tax_treatment, tax_name, tax_rate, tax_reason, tax_amount, waiting_place)
              select gen_random_uuid(), placed.id, l.position, o.id, o.edition, i.id, p.id, o.slug, o.title, p.name, p.hue,
                i.self_paced, i.starts, i.ends, i.place, l.price, l.refund_days, nullif(l.refund_text, ''),
                t.commission_basis_points, t.holdback_days, l.discount, l.by_market,
                l.treatment, l.tax_name, l.rate, l.reason, case when l.treatment <> 'UNSTATED' then l.tax end, l.place::uuid
              from placed
                join unnest(:orders::uuid[], :positions::int[], :intakes::uuid[], :prices::bigint[], :refundDays::int[], :refundTexts::text[],
                    :discounts::bigint[], :byMarket::boolean[], :treatments::text[], :taxNames::text[], :rates::int[], :reasons::text[],
                    :taxes::bigint[], :places::text[])
                  as l (order_id, position, intake, price, refund_days, refund_text, discount, by_market,
                    treatment, tax_name, rate, reason, tax, place) on l.order_id = placed.id
                join offer_intake i on i.id = l.intake join offer o on o.id = i.offer join offer_provider p on p.id = o.provider
                left join lateral (select * from payout_terms a where a.provider = p.id order by a.id desc limit 1) t on true)
            select id from placed
            """;

    private final DatabaseClient database;
    private final OrderProperties terms;
    private final Clock clock;

    NewOrders(DatabaseClient database, OrderProperties terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * An order that is to be written.
     *
     * @param key a guest's to it
     * @param beside whether earlier ones from the same basket may wait to be paid: all has been done about them that can be done
     */
    record NewOrder(UUID id, @Nullable String key, OrderRequest request, Purchase purchase, boolean beside) {
        static NewOrder of(OrderRequest request, Purchase purchase, boolean beside) {
            var key = request.learner() == null ? OrderKeys.random() : null;
            return new NewOrder(UUID.randomUUID(), key, request, purchase, beside);
        }

        /** With a guest's key to it. */
        Placed placed() {
            return new Placed(id, key);
        }

        @Nullable
        Promotion promotion() {
            return purchase.discount().isZero() ? null : purchase.promotion();
        }

        List<Wanted> seats() {
            return purchase.places().stream().map(Wanted::of).toList();
        }

        private List<NewLine> lines() {
            var places = purchase.places();
            var taxed = purchase.taxed();
            var discounts = purchase.discounts();
            return IntStream.range(0, places.size())
                    .mapToObj(at -> new NewLine(this, at + 1, places.get(at), taxed.get(at), discounts.get(at)))
                    .toList();
        }
    }

    private record NewLine(NewOrder order, int position, Line place, Taxed taxed, Money discount) {
        boolean isDiscountedByMarket() {
            var promotion = order.promotion();
            return promotion != null && promotion.isBorneByMarket() && !discount.isZero();
        }
    }

    /**
     * @return those that are written; of whom an earlier one from the same basket waits to be paid in that currency, none is. A {@link
     *     org.springframework.dao.DuplicateKeyException} if an attempt has placed one already
     */
    Mono<Set<UUID>> insert(List<NewOrder> orders) {
        var now = clock.instant();
        var statement = database.sql(INSERT)
                .bind("now", now)
                .bind("expires", now.plus(terms.hold()))
                .bind("keyExpires", now.plus(terms.keys()));
        return bindLines(
                        bindOrders(statement, orders),
                        orders.stream().flatMap(order -> order.lines().stream()).toList())
                .mapValue(UUID.class)
                .all()
                .collect(Collectors.toSet());
    }

    private static GenericExecuteSpec bindOrders(GenericExecuteSpec statement, List<NewOrder> orders) {
        return statement
                .bind("ids", orders.stream().map(NewOrder::id).toArray(UUID[]::new))
                .bind("numbers", texts(orders, _ -> OrderNumbers.next()))
                .bind(
                        "baskets",
                        orders.stream().map(order -> order.request().basket()).toArray(UUID[]::new))
                .bind(
                        "attempts",
                        orders.stream().map(order -> order.request().attempt()).toArray(UUID[]::new))
                .bind("learners", texts(orders, order -> text(order.request().learner())))
                .bind("names", texts(orders, order -> order.request().name()))
                .bind("emails", texts(orders, order -> order.request().email()))
                .bind("locales", texts(orders, order -> order.request().locale().toLanguageTag()))
                .bind("amounts", amounts(orders, order -> order.purchase().total()))
                .bind("currencies", texts(orders, order -> order.purchase().currencyCode()))
                .bind("codes", texts(orders, NewOrders::code))
                .bind(
                        "companies",
                        texts(orders, order -> order.request().billing().company()))
                .bind(
                        "addresses",
                        texts(orders, order -> order.request().billing().address()))
                .bind("taxIds", texts(orders, order -> order.request().billing().taxId()))
                .bind("organisations", texts(orders, NewOrders::employer))
                .bind("countries", texts(orders, NewOrders::country))
                .bind("beside", orders.stream().map(NewOrder::beside).toArray(Boolean[]::new))
                .bind("keys", texts(orders, NewOrders::hashOfKey));
    }

    private static GenericExecuteSpec bindLines(GenericExecuteSpec statement, List<NewLine> lines) {
        return statement
                .bind("orders", lines.stream().map(line -> line.order().id()).toArray(UUID[]::new))
                .bind("positions", numbers(lines, NewLine::position))
                .bind(
                        "intakes",
                        lines.stream()
                                .map(line -> line.place().offer().intake().id())
                                .toArray(UUID[]::new))
                .bind("prices", amounts(lines, line -> line.taxed().charged()))
                .bind(
                        "refundDays",
                        numbers(lines, line -> line.place().offer().refund().days()))
                .bind(
                        "refundTexts",
                        texts(lines, line -> line.place().offer().refund().text()))
                .bind("discounts", amounts(lines, NewLine::discount))
                .bind(
                        "byMarket",
                        lines.stream().map(NewLine::isDiscountedByMarket).toArray(Boolean[]::new))
                .bind(
                        "treatments",
                        texts(lines, line -> TaxRows.treatment(line.taxed().rule())))
                .bind("taxNames", texts(lines, line -> TaxRows.name(line.taxed().rule())))
                .bind("rates", numbers(lines, line -> TaxRows.rate(line.taxed().rule())))
                .bind(
                        "reasons",
                        texts(lines, line -> TaxRows.reason(line.taxed().rule())))
                .bind("taxes", amounts(lines, line -> line.taxed().tax()))
                .bind("places", texts(lines, NewOrders::claimedPlace));
    }

    private static @Nullable String code(NewOrder order) {
        var promotion = order.promotion();
        return promotion == null ? null : promotion.code();
    }

    private static @Nullable String country(NewOrder order) {
        return order.purchase().isTaxedByCountry() ? order.purchase().country() : null;
    }

    private static @Nullable String employer(NewOrder order) {
        var employer = order.purchase().employer();
        return employer == null ? null : employer.id().toString();
    }

    private static @Nullable String hashOfKey(NewOrder order) {
        var key = order.key();
        return key == null ? null : HexFormat.of().formatHex(OrderKeys.hash(key));
    }

    private static @Nullable String claimedPlace(NewLine line) {
        var claim = line.place().claim();
        return claim == null ? null : claim.place().toString();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static <T> Long[] amounts(List<T> rows, Function<T, Money> value) {
        return rows.stream().map(value).map(Money::amount).toArray(Long[]::new);
    }

    private static <T> Integer[] numbers(List<T> rows, Function<T, @Nullable Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
