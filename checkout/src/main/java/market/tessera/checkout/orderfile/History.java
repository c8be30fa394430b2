package market.tessera.checkout.orderfile;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Everything that has happened to an order, told by the tables that it happened in; nothing is written twice for it. */
@Repository
class History {
    /** Whose lines alone a refund {@code r} is of; null where there are several. */
    private static final String OF_ONE_PROVIDER = """
            select case when count(distinct l.provider) = 1 then (array_agg(l.provider))[1] end as provider
            from refund_line p join order_line l on l.id = p.line where p.refund = r.id""";

    private final DatabaseClient database;

    History(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param kind key of its words
     * @param detail in the words of whoever caused it
     * @param provider whose it is alone; null for the order's own
     */
    record Happening(
            Instant at,
            String kind,
            @Nullable String detail,
            @Nullable Money amount,
            @Nullable UUID provider) {
        /** For who may not know what others have sold. */
        Happening withoutAmount() {
            return new Happening(at, kind, detail, null, provider);
        }
    }

    Flux<Happening> of(UUID order) {
        return database.sql("""
                        select at, kind, detail, amount, currency, provider from (
                          select created_at as at, 'placed' as kind, number as detail, amount, currency, null::uuid as provider
                            from orders where id = :order
                          union all select paid_at, 'paid', null, amount, currency, null from orders where id = :order
                          union all select fulfilled_at, 'fulfilled', null, null, null, null from orders where id = :order
                          union all select created_at, 'session', session, null, null, null from payment_intent where order_id = :order
                          union all select received_at, 'webhook', type || ' ' || id, null, null, null from stripe_event where order_id = :order
                          union all select posted_at, 'booked-' || kind, account, sum(amount)::bigint, currency, provider
                            from posting where order_id = :order group by posted_at, kind, account, currency, provider
                          union all select r.requested_at, case when r.keeps_places then 'part-' else 'refund-' end || r.requester,
                              concat_ws(' · ', r.number, r.requested_by, nullif(r.note, '')), r.amount, r.currency, whose.provider
                            from refund r cross join lateral (%1$s) whose where r.order_id = :order
                          union all select r.finished_at, 'refund-' || r.status, concat_ws(' · ', r.number, r.stripe_id, r.failure), r.amount, r.currency,
                              whose.provider
                            from refund r cross join lateral (%1$s) whose where r.order_id = :order
                          union all select w.wished_at, 'refund-wished', concat_ws(' · ', l.title, nullif(w.words, '')), null, null, l.provider
                            from refund_wish w join order_line l on l.id = w.line where w.order_id = :order
                          union all select w.answered_at, 'refund-declined', concat_ws(' · ', l.title, w.answer, w.answered_by), null, null, l.provider
                            from refund_wish w join order_line l on l.id = w.line where w.order_id = :order and w.state = 'DECLINED'
                          union all select opened_at, 'dispute-OPEN', concat_ws(' · ', stripe_id, reason), amount, currency, null
                            from dispute where order_id = :order
                          union all select closed_at, 'dispute-' || state, stripe_id, amount, currency, null
                            from dispute where order_id = :order
                          union all select booked_at, 'bank-received', concat_ws(' · ', reference, booked_by), amount, currency, null
                            from bank_receipt where order_id = :order
                          union all select booked_at, 'bank-sent', concat_ws(' · ', reference, booked_by), amount, currency, null
                            from bank_return where order_id = :order
                          union all select seen_at, 'stray-payment', concat_ws(' · ', session, reference), amount, currency, null
                            from stray_payment where order_id = :order
                          union all select settled_at, 'stray-looked-at', concat_ws(' · ', note, settled_by), null, null, null
                            from stray_payment where order_id = :order
                          union all select issued_at, 'document-' || kind, number, amount, currency, seller from document where order_id = :order
                          union all select failed_at, 'transfer-refused', failure, share - netted, currency, provider
                            from transfer where line in (select id from order_line where order_id = :order) and failure is not null
                          union all select l.time, 'enrollment-' || (l.data ->> 'state'), e.title, null, null, e.provider
                            from enrollment e join event_log l on l.subject = e.id::text and l.type = 'enrollment.updated'
                            where e.order_id = :order
                          union all select r.rebooked_at, 'rebooked-' || r.requester,
                              concat_ws(' · ', l.title, r.from_starts || ' → ' || r.to_starts, r.requested_by), null, null, l.provider
                            from rebooking r join order_line l on l.id = r.line where r.order_id = :order
                          union all select f.failed_at, 'handoff-failed', concat_ws(' · ', e.title, f.failure), null, null, e.provider
                            from enrollment e join handoff_failure f on f.enrollment = e.id where e.order_id = :order
                          union all select b.issued_at, 'badge-issued', b.title, null, null, b.provider
                            from enrollment e join badge b on b.enrollment = e.id where e.order_id = :order
                          union all select b.revoked_at, 'badge-revoked', concat_ws(' · ', b.title, b.reason), null, null, b.provider
                            from enrollment e join badge b on b.enrollment = e.id where e.order_id = :order
                          union all select coalesce(m.sent_at, m.abandoned_at, m.created_at),
                              case when m.sent_at is not null then 'mail-sent' when m.abandoned_at is not null then 'mail-abandoned' else 'mail-waits' end,
                              concat_ws(' · ', m.key, m.failure), null, null, null
                            from outbox_mail m where m.key in (%2$s)
                        ) happened
                        where at is not null
                        order by at, kind
                        """.formatted(OF_ONE_PROVIDER, OrderMails.KEYS))
                .bind("order", order)
                .map(History::read)
                .all();
    }

    private static Happening read(Readable row) {
        var amount = row.get("amount", Long.class);
        var currency = row.get("currency", String.class);
        return new Happening(
                required(row, "at", Instant.class),
                required(row, "kind", String.class),
                row.get("detail", String.class),
                amount == null || currency == null ? null : Money.of(amount, currency),
                row.get("provider", UUID.class));
    }
}
