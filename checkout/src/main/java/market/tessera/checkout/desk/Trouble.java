package market.tessera.checkout.desk;

import java.util.Locale;

/** What an order can be stuck in; each is a list at the desk. */
enum Trouble {
    /** Paid, or moved to another intake, and longer ago than a handoff should take; by hand, than people should take. */
    UNFULFILLED("""
        o.id in (select p.id from orders p where p.status = 'PAID' and p.paid_at < :late
            union all select l.order_id from order_line l where l.moved_at < :late and l.confirmed_at is null and l.returned_at is null)
          and not exists (select from enrollment e join handoff h on h.enrollment = e.id
            where e.order_id = o.id and e.state = 'REQUESTED' and h.waits_since > cast(:late as timestamptz) - interval '3 days')"""),
    /** A provider's system could not be reached for as long as we try. */
    GIVEN_UP("""
        exists (select from enrollment e join handoff h on h.enrollment = e.id
          where e.order_id = o.id and e.state = 'FAILED' and h.given_up_at is not null)"""),
    /** Money that is owed to the buyer and did not arrive. */
    REFUND_FAILED("exists (select from refund r where r.order_id = o.id and r.status = 'FAILED')"),
    /** Its own payment, or one that it did not ask for; or a bank asks about one, and has no answer. */
    DISPUTED("""
        o.id in (select d.order_id from dispute d where d.state = 'OPEN' or (d.state = 'INQUIRY' and not d.answered))"""),
    /** Used on credit, and not paid when it was due; nothing happens to it by itself. */
    OVERDUE("""
        o.id in (select q.order_id from purchase_order q
          where q.state = 'WAITING' and q.credit and q.due_on < (now() at time zone 'UTC')::date)"""),
    /** A provider's share that the payment company would not take; it is tried again and again. */
    TRANSFER_FAILED("o.id in (select t.order_id from transfer t where t.failure is not null)"),
    /** Its buyer asks an institution for money back past the terms, and has no answer; the institution's alone to see. */
    REFUND_ASKED("""
        o.id in (select w.order_id from refund_wish w join order_line l on l.id = w.line
          where w.state = 'OPEN' and l.returned_at is null and (:everything or l.provider = any(:providers)))"""),
    /** An institution has left such a buyer without an answer for days; the operator's to see to, because the buyer was told to wait for one. */
    UNANSWERED("""
        o.id in (select w.order_id from refund_wish w join order_line l on l.id = w.line
          where w.state = 'OPEN' and l.returned_at is null and w.wished_at < now() - interval '3 days')"""),
    /** Money that it did not ask for: by another payment page than its own, or of another amount. */
    STRAY_PAYMENT("o.id in (select s.order_id from stray_payment s where s.settled_at is null)"),
    /** No mail server took a mail of it for a day: it is named after the order, a refund of it or an enrollment. */
    MAIL_GIVEN_UP("""
        o.id in (
          with lost as (%s)
          select about from lost where about is not null union all select r.order_id from lost join refund r on r.id = lost.about
            union all select e.order_id from lost join enrollment e on e.id = lost.about)""".formatted(LostMails.SELECT));

    private final String condition;

    Trouble(String condition) {
        this.condition = condition;
    }

    /** Whether the operator is told of it: it is not a provider's to see to. */
    boolean isOperators() {
        return this != REFUND_ASKED;
    }

    /** Whether nobody else sees it. */
    boolean isOperatorsAlone() {
        return this == UNANSWERED || this == STRAY_PAYMENT || this == MAIL_GIVEN_UP;
    }

    /** Of the order {@code o}; {@code :late} is when an order that is not fulfilled by now has to have been paid, or a place of it moved, and the scope's values are of whoever asks. */
    String condition() {
        return condition;
    }

    /** In addresses, and the last part of the key of its words. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
