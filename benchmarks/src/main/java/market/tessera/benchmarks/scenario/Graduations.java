package market.tessera.benchmarks.scenario;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import market.tessera.benchmarks.load.Latencies;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import reactor.core.publisher.Mono;

/** Learners on the way from what they have paid for to their badges, as the applications' tables have them. */
final class Graduations {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Stage stage;

    Graduations(Stage stage) {
        this.stage = stage;
    }

    /** @param tag under which caches know it */
    record StatusList(String path, String tag) {}

    /**
     * So many more learners whom their providers have, and know of: as orders that were paid leave them, in up to 500 places of many providers.
     *
     * @return seconds until the last one was handed over
     */
    double enroll(int learners) throws SQLException {
        var begin = System.nanoTime();
        run("""
                with place as (
                  select row_number() over (order by i.id) as n, o.id as offering, o.edition, o.slug, o.title, p.id as provider, p.name, p.hue, i.id as intake
                  from commerce.offer o join commerce.offer_intake i on i.offer = o.id join commerce.offer_provider p on p.id = o.provider
                  where o.listed order by i.id limit 500),
                o as (
                  insert into commerce.orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at, paid_at)
                  select gen_random_uuid(), 'T-B-' || gen_random_uuid(), 'PAID', gen_random_uuid(), gen_random_uuid(), 'Learner ' || n,
                    'learner.' || n || '@learner.example', 'en', 9900, 'EUR', now(), now(), now()
                  from generate_series(1, %d) as n
                  returning *),
                n as (select o.*, row_number() over () as n from o),
                l as (
                  insert into commerce.order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name, hue,
                    self_paced, price_amount)
                  select gen_random_uuid(), n.id, 1, offering, edition, intake, provider, slug, title, place.name, hue, true, 9900
                  from n join place on place.n = 1 + n.n %% (select count(*) from place)
                  returning *),
                e as (
                  insert into commerce.enrollment (id, version, state, line, order_id, order_number, name, email, locale, provider, provider_name, offering,
                    edition, title, intake, price_amount, price_currency, requested_at, changed_at)
                  select gen_random_uuid(), 1, 'REQUESTED', l.id, o.id, o.number, o.name, o.email, 'en', l.provider, l.provider_name, l.offer, l.edition,
                    l.title, l.intake, 9900, 'EUR', now(), now()
                  from l join o on o.id = l.order_id
                  returning id)
                insert into commerce.handoff (enrollment, due_at) select id, now() from e
                """.formatted(learners));
        await("select count(*) from commerce.enrollment where state = 'REQUESTED'");
        var seconds = since(begin);
        await("""
                select count(*) from commerce.enrollment e
                where state = 'CONFIRMED' and not exists (select from catalog.enrollment k where k.id = e.id and k.state = 'confirmed')
                """);
        await("select count(*) from commerce.outbox_mail where sent_at is null");
        return seconds;
    }

    record Enrolled(UUID enrollment, UUID provider) {
        /** As a program says that this learner has completed, in a list. */
        String word() {
            return "{\"enrollment\": \"%s\", \"grade\": \"88 %%\"}".formatted(enrollment);
        }
    }

    /** Who could complete now. */
    List<Enrolled> enrolled() throws SQLException {
        return query(
                "select id, provider from catalog.enrollment where state = 'confirmed' order by md5(id::text)",
                row -> new Enrolled(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
    }

    /** As if the providers of all who are enrolled had said so at this moment; no badge is due yet. */
    void complete() throws SQLException {
        run("""
            with done as (
              update commerce.enrollment set state = 'COMPLETED', version = version + 1 where state = 'CONFIRMED' returning id)
            insert into commerce.completion (enrollment, source, grade, achieved, completed_at, recorded_at)
            select id, 'benchmark', '88 %', 0.88, now(), now() from done
            """);
    }

    /** Makes the badges of all who have completed due, and waits for the last one. */
    double issue() throws SQLException {
        var begin = System.nanoTime();
        run("""
            update commerce.completion set badge_due_at = now()
            where source = 'benchmark' and not exists (select from commerce.badge where badge.enrollment = completion.enrollment)
            """);
        awaitBadges();
        return since(begin);
    }

    /** Until everybody whose completion was reported has a badge. Asked several times a second: it must not cost much itself. */
    void awaitBadges() throws SQLException {
        await("""
                select (select count(*) from commerce.completion where badge_due_at is not null)
                  + (select count(*) from catalog.completion_report) - (select count(*) from commerce.completion where source = 'portal')
                """);
    }

    /** Of everybody who has been handed over so far. */
    Latencies requestedToConfirmed() throws SQLException {
        var latencies = new Latencies();
        query(
                        "select extract(epoch from h.confirmed_at - e.requested_at) from commerce.handoff h join commerce.enrollment e on e.id = h.enrollment where h.confirmed_at is not null",
                        row -> Duration.ofNanos((long) (row.getDouble(1) * 1e9)))
                .forEach(latencies::record);
        return latencies;
    }

    List<UUID> badges() throws SQLException {
        return query(
                "select id from commerce.badge order by md5(id::text) limit 1000", row -> row.getObject(1, UUID.class));
    }

    StatusList statusList() throws SQLException {
        return query(
                        "select id, revision from commerce.badge_list order by taken desc limit 1",
                        row -> new StatusList(
                                "/badges/status/" + row.getInt(1), "\"%d-%d\"".formatted(row.getInt(1), row.getInt(2))))
                .getFirst();
    }

    /** Until that is nought. Over one connection: making one takes PostgreSQL longer than answering. */
    private void await(String count) throws SQLException {
        var begin = System.nanoTime();
        try (var connection = stage.connect();
                var statement = connection.prepareStatement(count)) {
            while (number(statement) > 0) {
                if (System.nanoTime() - begin > LONGEST.toNanos()) {
                    throw new StageFailure("Not done within " + LONGEST + ": " + count);
                }
                Mono.delay(PAUSE).block();
            }
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private <T> List<T> query(String sql, Row<T> reader) throws SQLException {
        try (var connection = stage.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = stage.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
