package market.tessera.checkout.order;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.basket.Basket.Purchase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes pending orders with the words and terms of what they buy. */
@Repository
@EnableConfigurationProperties(OrderProperties.class)
class NewOrders {
    private final DatabaseClient database;
    private final OrderProperties terms;
    private final Clock clock;

    NewOrders(DatabaseClient database, OrderProperties terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.clock = clock;
    }

    /** @return the order's id; a {@link org.springframework.dao.DuplicateKeyException} if the attempt has placed one already */
    Mono<UUID> insert(OrderRequest request, Purchase purchase) {
        var id = UUID.randomUUID();
        return insertOrder(id, request, purchase)
                .then(insertLines(id, purchase.lines()))
                .thenReturn(id);
    }

    private Mono<Void> insertOrder(UUID id, OrderRequest request, Purchase purchase) {
        var now = clock.instant();
        var insert = database.sql("""
                        insert into orders (id, number, status, basket, attempt, learner, name, email, locale, amount, currency, created_at, expires_at)
                        values (:id, :number, 'PENDING', :basket, :attempt, :learner, :name, :email, :locale, :amount, :currency, :now, :expires)
                        """)
                .bind("id", id)
                .bind("number", OrderNumbers.next())
                .bind("basket", request.basket())
                .bind("attempt", request.attempt())
                .bind("name", request.name())
                .bind("email", request.email())
                .bind("locale", request.locale().toLanguageTag())
                .bind("amount", purchase.total().amount())
                .bind("currency", purchase.currency().getCurrencyCode())
                .bind("now", now)
                .bind("expires", now.plus(terms.hold()));
        var learner = request.learner();
        return (learner == null ? insert.bindNull("learner", UUID.class) : insert.bind("learner", learner)).then();
    }

    private Mono<Void> insertLines(UUID order, List<Line> lines) {
        return database.sql("""
                        insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name, hue,
                          self_paced, starts, ends, place, price_amount, refund_days, refund_text, commission_basis_points, holdback_days)
                        select gen_random_uuid(), :order, l.position, o.id, o.edition, i.id, p.id, o.slug, o.title, p.name, p.hue,
                          i.self_paced, i.starts, i.ends, i.place, l.price, nullif(l.refund_days, -1), nullif(l.refund_text, ''),
                          t.commission_basis_points, t.holdback_days
                        from unnest(:intakes::uuid[], :prices::bigint[], :refundDays::int[], :refundTexts::text[])
                            with ordinality as l (intake, price, refund_days, refund_text, position)
                          join offer_intake i on i.id = l.intake
                          join offer o on o.id = i.offer
                          join offer_provider p on p.id = o.provider
                          left join lateral (select * from payout_terms a where a.provider = p.id order by a.id desc limit 1) t on true
                        """)
                .bind("order", order)
                .bind(
                        "intakes",
                        lines.stream().map(line -> line.offer().intake().id()).toArray(UUID[]::new))
                .bind(
                        "prices",
                        lines.stream().map(line -> line.price().amount()).toArray(Long[]::new))
                .bind("refundDays", lines.stream().map(NewOrders::refundDays).toArray(Integer[]::new))
                .bind("refundTexts", lines.stream().map(NewOrders::refundText).toArray(String[]::new))
                .then();
    }

    private static Integer refundDays(Line line) {
        var days = line.offer().refund().days();
        return days == null ? -1 : days;
    }

    private static String refundText(Line line) {
        var text = line.offer().refund().text();
        return text == null ? "" : text;
    }
}
