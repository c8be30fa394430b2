package market.tessera.checkout.orderfile;

import java.util.UUID;
import market.tessera.checkout.desk.LostMails;
import market.tessera.platform.mail.Outbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The mails that an order has caused, as far as the desk tells of them. */
@Repository
class OrderMails {
    /** The keys of those of {@code :order}, as a query. */
    static final String KEYS = """
            select 'receipt-' || :order::text union select 'invoiced-' || :order::text
            union select 'invoice-ended-' || :order::text
            union select 'invoice-reminder-' || :order::text || '-' || n from generate_series(1, 4) as n union select 'returned-' || :order::text
            union select 'invoice-partly-' || :order::text || '-' || md5(reference) from bank_receipt where order_id = :order
            union select 'rebooking-' || id from rebooking where order_id = :order
            union select 'refund-' || id from refund where order_id = :order
            union select 'refund-wish-' || id from refund_wish where order_id = :order
            union select kind || session from stray_payment, unnest(array['stray-', 'stray-back-']) as kind where order_id = :order
            union select 'enrolled-' || id from enrollment where order_id = :order
            union select 'badge-' || b.id from badge b join enrollment e on e.id = b.enrollment where e.order_id = :order
            union select key from (""" + LostMails.SELECT + """
            ) lost where about in (select :order::uuid union select id from refund where order_id = :order
              union select id from enrollment where order_id = :order)""";

    private final DatabaseClient database;
    private final Outbox outbox;

    OrderMails(DatabaseClient database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Has those sent once more that no mail server took; emits how many there are. */
    Mono<Long> sendAgain(UUID order) {
        return database.sql("select key from outbox_mail where abandoned_at is not null and key in (" + KEYS + ")")
                .bind("order", order)
                .mapValue(String.class)
                .all()
                .collectList()
                .flatMap(outbox::again);
    }
}
