package market.tessera.benchmarks.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Orders of earlier days, written straight into checkout's tables as an order leaves them that was bought, paid and fulfilled. What is written
 * here is sound, and is not checked again row by row: that halves the time.
 */
final class StoredOrders {
    private static final int BATCH = 50_000;

    /** What every order adds to. */
    private static final List<String> GROWING = List.of(
            "orders",
            "order_line",
            "order_key",
            "posting",
            "payment_intent",
            "stripe_event",
            "transfer",
            "enrollment",
            "handoff",
            "document",
            "basket",
            "outbox_mail",
            "event_log");

    private static final String ORDERS = """
            set local session_replication_role = replica;
            create temporary table stored on commit drop as
            select gen_random_uuid() as id, gen_random_uuid() as line, gen_random_uuid() as enrollment, gen_random_uuid() as basket,
              :from + n as number, i.id as intake, o.id as offer, o.edition, o.slug, o.title, p.id as provider, p.name as provider_name, p.hue,
              i.self_paced, i.starts, i.ends, i.place, i.price_amount as price, i.price_currency as currency,
              i.price_amount / 10 as commission, now() - interval '90 days' - n * interval '1 second' as at
            from generate_series(1, :count) as n
              join (select row_number() over (order by id) - 1 as row, * from commerce.offer_intake where price_amount > 10) i
                on i.row = n % (select count(*) from commerce.offer_intake where price_amount > 10)
              join commerce.offer o on o.id = i.offer join commerce.offer_provider p on p.id = o.provider;
            insert into commerce.basket (id, created_at) select basket, at from stored;
            insert into commerce.orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at, paid_at, fulfilled_at)
              select id, 'T-OLD-' || number, 'FULFILLED', basket, id, 'Learner ' || number, 'old-' || number || '@learner.example', 'en', price, currency,
                at, at + interval '45 minutes', at, at from stored;
            insert into commerce.order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name, hue, self_paced,
                starts, ends, place, price_amount, confirmed_at)
              select line, id, 1, offer, edition, intake, provider, slug, title, provider_name, hue, self_paced, starts, ends, place, price, at from stored;
            insert into commerce.order_key (hash, order_id, purpose, expires_at)
              select sha256((id::text || purpose)::bytea), id, purpose, at + interval '1 year' from stored, (values ('VIEW'), ('CLAIM')) as p (purpose);
            insert into commerce.payment_intent (order_id, status, session, url, reference, created_at)
              select id, 'PAID', 'cs_old_' || number, 'https://stripe.example/' || number, 'pi_old_' || number, at from stored;
            insert into commerce.stripe_event (id, type, received_at, order_id)
              select 'evt_old_' || number, 'checkout.session.completed', at, id from stored;
            insert into commerce.posting (order_id, kind, account, provider, line, amount, currency, cause, posted_at)
              select id, kind, account, case when account = 'PROVIDER' then provider end, case when account = 'STRIPE' and kind = 'SALE' then null else line end,
                amount, currency, case when kind = 'TRANSFER' then 'transfer:' || line end, at
              from stored cross join lateral (values ('SALE', 'STRIPE', price), ('SALE', 'PROVIDER', commission - price), ('SALE', 'COMMISSION', -commission),
                ('TRANSFER', 'STRIPE', commission - price), ('TRANSFER', 'PROVIDER', price - commission)) as p (kind, account, amount);
            insert into commerce.transfer (line, order_id, provider, status, share, currency, attempt, stripe_id, sent_at)
              select line, id, provider, 'SENT', price - commission, currency, 1, 'tr_old_' || number, at from stored;
            insert into commerce.enrollment (id, version, state, line, order_id, order_number, name, email, locale, provider, provider_name, offering,
                edition, title, intake, price_amount, price_currency, requested_at, changed_at)
              select enrollment, 2, 'CONFIRMED', line, id, 'T-OLD-' || number, 'Learner ' || number, 'old-' || number || '@learner.example', 'en',
                provider, provider_name, offer, edition, title, intake, price, currency, at, at from stored;
            insert into commerce.handoff (enrollment, attempts, confirmed_at) select enrollment, 1, at from stored;
            insert into commerce.document (kind, number, seller, year, position, order_id, cause, issued_at, amount, currency, content)
              select 'INVOICE', 'OLD-' || number, provider, 2000, number, id, '', at, price, currency,
                jsonb_build_object('order', 'T-OLD-' || number, 'seller', jsonb_build_object('name', provider_name),
                  'buyer', jsonb_build_object('name', 'Learner', 'email', 'learner@learner.example'), 'lines', '[]'::jsonb) from stored;
            insert into commerce.outbox_mail (key, created_at, sent_at)
              select kind || id, at, at from stored, (values ('receipt-'), ('welcome-')) as m (kind);
            """;

    private final Stage stage;

    StoredOrders(Stage stage) {
        this.stage = stage;
    }

    /**
     * Adds orders until there are so many, and lets PostgreSQL take stock of them.
     *
     * @return the seconds that took
     */
    double fill(int wanted) throws SQLException {
        var begin = System.nanoTime();
        try (var connection = stage.connect()) {
            var stored = number(connection, "select count(*) from commerce.orders");
            write(LongStream.iterate(stored, from -> from < wanted, from -> from + BATCH)
                    .mapToObj(from -> ORDERS.replace(":from", Long.toString(from))
                            .replace(":count", Long.toString(Math.min(BATCH, wanted - from))))
                    .toList());
            for (var table : GROWING) {
                run(connection, "vacuum analyze commerce." + table);
            }
            run(connection, "checkpoint");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** As many at the same time as there are processors, each in a transaction that a crash may lose. */
    private void write(List<String> batches) {
        Flux.fromIterable(batches)
                .flatMap(
                        batch -> Mono.fromRunnable(() -> write(batch)).subscribeOn(Schedulers.boundedElastic()),
                        Runtime.getRuntime().availableProcessors())
                .then()
                .block();
    }

    private void write(String batch) {
        try (var connection = stage.connect()) {
            connection.setAutoCommit(false);
            run(connection, "set local synchronous_commit = off");
            run(connection, batch);
            connection.commit();
        } catch (SQLException failure) {
            throw new StageFailure("Orders could not be stored: " + failure.getMessage());
        }
    }

    /** From here on sequential scans are counted. */
    void forgetScans() throws SQLException {
        try (var connection = stage.connect()) {
            for (var table : GROWING) {
                run(connection, "select pg_stat_reset_single_table_counters('commerce.%s'::regclass)".formatted(table));
            }
        }
    }

    /** How many rows of what grows were read by sequential scans since, table by table; none that were not. */
    Map<String, Long> readThrough() throws SQLException {
        var read = new LinkedHashMap<String, Long>();
        try (var connection = stage.connect()) {
            for (var table : GROWING) {
                var rows = number(
                        connection,
                        "select seq_tup_read from pg_stat_user_tables where relid = 'commerce.%s'::regclass"
                                .formatted(table));
                if (rows > 0) {
                    read.put(table, rows);
                }
            }
        }
        return read;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
