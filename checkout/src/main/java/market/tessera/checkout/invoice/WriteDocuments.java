package market.tessera.checkout.invoice;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Writes documents and counts them in one statement, many at once: a number is taken only together with the row that bears it. Sellers are
 * counted in one order, so that two who write do not wait for each other in a circle. Joins the caller's transaction.
 */
@Repository
class WriteDocuments {
    private static final String SELLERS = """
            insert into document_seller (seller)
            select distinct provider from order_line l where l.order_id = any(:orders)
              and not exists (select from document_seller s where s.seller = l.provider)
            order by provider on conflict do nothing
            """;

    /** One invoice for each seller of an order to whom something is paid, and who has not invoiced it before; one more where it has come back after its end. */
    private static final String INVOICES = """
            with sold as (
              select l.order_id, l.provider, max(c.cause) as cause, max(l.provider_name) as name, sum(l.price_amount)::bigint as amount,
                jsonb_agg(jsonb_strip_nulls(jsonb_build_object('line', l.id, 'title', l.title, 'edition', l.edition, 'starts', l.starts,
                  'ends', l.ends, 'discount', l.discount_amount, 'borne', case when l.discount_by_market then l.discount_amount end, 'amount', l.price_amount, 'refundDays', l.refund_days,
                  'refundText', l.refund_text, 'taxTreatment', l.tax_treatment, 'taxName', l.tax_name, 'taxRate', l.tax_rate,
                  'taxReason', l.tax_reason, 'tax', l.tax_amount)) order by l.position) as lines
              from order_line l cross join lateral (select case when exists (
                  select from purchase_order q where q.order_id = l.order_id and q.revived_at is not null) then 'revived' else '' end as cause) c
              where l.order_id = any(:orders)
                and not exists (select from document d where d.order_id = l.order_id and d.seller = l.provider and d.cause = c.cause)
              group by l.order_id, l.provider having sum(l.price_amount) > 0),
            counted as (
              insert into document_series (seller, kind, year, last)
              select provider, 'INVOICE', :year, count(*) from sold group by provider order by provider
              on conflict (seller, kind, year) do update set last = document_series.last + excluded.last
              returning seller, last),
            numbered as (
              select s.*, c.last - count(*) over (partition by provider)
                + row_number() over (partition by provider order by o.paid_at, o.created_at, o.id) as position,
                o.number as order_number, o.currency, o.paid_at, o.name as buyer, o.email, o.billing_company, o.billing_address, o.billing_tax_id
              from sold s join counted c on c.seller = s.provider join orders o on o.id = s.order_id)
            insert into document (kind, number, seller, year, position, order_id, cause, issued_at, due_on, amount, currency, content)
            select 'INVOICE', 'S' || s.code || '-' || :year || '-' || lpad(n.position::text, greatest(6, length(n.position::text)), '0'), n.provider, :year, n.position,
              n.order_id, n.cause, :now, :due, n.amount, n.currency,
              jsonb_strip_nulls(jsonb_build_object('order', n.order_number, 'paidAt', n.paid_at,
                'seller', jsonb_build_object('name', coalesce(x.legal_name, n.name), 'country', coalesce(x.country, nullif(p.country, '')),
                  'address', x.address, 'taxId', x.tax_id),
                'buyer', jsonb_build_object('name', n.buyer, 'email', n.email, 'company', n.billing_company, 'address', n.billing_address,
                  'taxId', n.billing_tax_id),
                'lines', n.lines, 'purchaseOrder', q.number, 'payTo', case when cast(:due as date) is not null then q.pay_to end))
            from numbered n join document_seller s on s.seller = n.provider left join offer_provider p on p.id = n.provider
              left join tax_setting x on x.id = p.tax_setting
              left join purchase_order q on q.order_id = n.order_id
            """;

    /**
     * One credit note for each seller of whose lines an entry of the ledger has taken something back, or that will not be paid, in the words of the
     * invoice that it takes back. Of a line that is taken back in part, it says of what.
     */
    private static final String CREDIT_NOTES = """
            with due as (select * from unnest(:orders::uuid[], :causes::text[]) as due (order_id, cause)),
            taken as (
              select p.order_id, p.cause, p.line, sum(p.amount)::bigint as amount,
                coalesce(sum(p.amount) filter (where p.account = 'TAX'), 0)::bigint as tax,
                coalesce(-sum(p.amount) filter (where p.account = 'PROMOTION'), 0)::bigint as borne
              from posting p join due on due.order_id = p.order_id and due.cause = p.cause
              where p.kind in ('REFUND', 'DISPUTE_LOST') and p.line is not null group by p.order_id, p.cause, p.line
              union all select l.order_id, due.cause, l.id, l.price_amount, coalesce(l.tax_amount, 0),
                case when l.discount_by_market then l.discount_amount else 0 end
              from order_line l join due on due.order_id = l.order_id and due.cause = 'unpaid'),
            noted as (
              select i.id as invoice, i.seller, i.order_id, t.cause, i.currency, i.content, sum(t.amount)::bigint as amount,
                jsonb_agg(said.line || jsonb_strip_nulls(jsonb_build_object('amount', t.amount,
                  'tax', case when said.line ? 'tax' then t.tax end, 'borne', case when said.line ? 'borne' then t.borne end))
                  || case when t.amount < (said.line ->> 'amount')::bigint then jsonb_build_object('of', said.line -> 'amount', 'discount', 0)
                    else '{}'::jsonb end order by said.at) as lines
              from document i
                cross join lateral jsonb_array_elements(i.content -> 'lines') with ordinality as said (line, at)
                join taken t on t.order_id = i.order_id and t.line = (said.line ->> 'line')::uuid
              where i.kind = 'INVOICE' and i.cause = case when t.cause <> 'unpaid' and exists (
                  select from document r where r.order_id = i.order_id and r.seller = i.seller and r.cause = 'revived') then 'revived' else '' end
                and not exists (select from document c where c.order_id = i.order_id and c.seller = i.seller and c.cause = t.cause)
              group by i.id, t.cause having sum(t.amount) > 0),
            counted as (
              insert into document_series (seller, kind, year, last)
              select seller, 'CREDIT_NOTE', :year, count(*) from noted group by seller order by seller
              on conflict (seller, kind, year) do update set last = document_series.last + excluded.last
              returning seller, last),
            numbered as (
              select n.*, c.last - count(*) over (partition by n.seller)
                + row_number() over (partition by n.seller order by n.order_id, n.cause) as position
              from noted n join counted c on c.seller = n.seller)
            insert into document (kind, number, seller, year, position, order_id, cause, invoice, issued_at, amount, currency, content)
            select 'CREDIT_NOTE', 'S' || s.code || '-' || :year || '-C' || lpad(n.position::text, greatest(6, length(n.position::text)), '0'), n.seller, :year, n.position,
              n.order_id, n.cause, n.invoice, :now, n.amount, n.currency, n.content || jsonb_build_object('lines', n.lines)
            from numbered n join document_seller s on s.seller = n.seller
            """;

    private final DatabaseClient database;
    private final Clock clock;

    WriteDocuments(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param dueOn until when they are to be paid; null where they are paid
     * @return how many were written
     */
    Mono<Long> invoices(Collection<UUID> orders, @Nullable LocalDate dueOn) {
        var ids = orders.toArray(UUID[]::new);
        return ids.length == 0
                ? Mono.just(0L)
                : database.sql(SELLERS)
                        .bind("orders", ids)
                        .then()
                        .then(stamped(INVOICES)
                                .bind("orders", ids)
                                .bind("due", Bindings.nullable(dueOn, LocalDate.class))
                                .fetch()
                                .rowsUpdated());
    }

    /** @param taken entries of the ledger whose orders were invoiced */
    Mono<Long> creditNotes(Collection<DueDocuments.Due> taken) {
        return taken.isEmpty()
                ? Mono.just(0L)
                : stamped(CREDIT_NOTES)
                        .bind(
                                "orders",
                                taken.stream().map(DueDocuments.Due::orderId).toArray(UUID[]::new))
                        .bind(
                                "causes",
                                taken.stream().map(DueDocuments.Due::cause).toArray(String[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    /** The year of a number is the year it is given in, in UTC. */
    private DatabaseClient.GenericExecuteSpec stamped(String statement) {
        var now = clock.instant();
        return database.sql(statement)
                .bind("year", now.atZone(ZoneOffset.UTC).getYear())
                .bind("now", now);
    }
}
