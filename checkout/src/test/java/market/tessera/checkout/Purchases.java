package market.tessera.checkout;

import static org.awaitility.Awaitility.await;

import io.r2dbc.postgresql.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import market.tessera.checkout.order.PaidOrder;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Learners who have just paid, and what the database says of them. */
@TestComponent
public class Purchases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final DatabaseClient database;
    private final PaidLines paidLines;
    private final TransactionalOperator transaction;

    Purchases(DatabaseClient database, PaidLines paidLines, TransactionalOperator transaction) {
        this.database = database;
        this.paidLines = paidLines;
        this.transaction = transaction;
    }

    /** An intake of an offering of a provider of its own. */
    public record Course(UUID provider, String slug, UUID offering, UUID intake, String title) {}

    /** What was bought. */
    public record Bought(UUID order, UUID line, UUID enrollment) {}

    public static Person learner(String name) {
        var id = UUID.randomUUID();
        return Person.learner(id, name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com", name);
    }

    public Course course(String title) {
        var provider = UUID.randomUUID();
        var slug = "glenmore-" + NUMBER.incrementAndGet();
        run(
                "insert into offer_provider (id, version, slug, name, country, hue, verified) values ($1, 1, $2, 'Glenmore College', 'GB', 96, true)",
                provider,
                slug);
        return listed(provider, slug, title);
    }

    /** Another offering of the same provider. */
    public Course anotherOf(Course course, String title) {
        return listed(course.provider(), course.slug(), title);
    }

    private Course listed(UUID provider, String slug, String title) {
        var course = new Course(provider, slug, UUID.randomUUID(), UUID.randomUUID(), title);
        run(
                "insert into offer (id, version, edition, slug, title, provider, listed) values ($1, 1, 1, $2, $3, $4, true)",
                course.offering(),
                "offering-" + NUMBER.incrementAndGet(),
                title,
                provider);
        run(
                "insert into offer_edition (offer, edition, snapshot) values ($1, 1, $2)",
                course.offering(),
                Json.of(snapshot(course)));
        run(
                "insert into offer_intake (id, offer, listed, self_paced, price_amount, price_currency) values ($1, $2, true, true, 9900, 'GBP')",
                course.intake(),
                course.offering());
        return course;
    }

    /** A connection that is ready, and serves all of the provider's offerings. */
    public UUID connects(UUID provider, String kind) {
        var connection = UUID.randomUUID();
        run(
                "insert into connection (id, provider, kind, name, standing, created_by, created_at) values ($1, $2, $3, 'Campus', 'READY', 'test', now())",
                connection,
                provider,
                kind);
        run("insert into connection_use (provider, connection) values ($1, $2)", provider, connection);
        return connection;
    }

    /** Paid a moment ago. */
    public Bought buys(Person learner, Course course) {
        return buys(learner, learner.id(), course);
    }

    /** Paid a moment ago, without an account. */
    public Bought buysAsGuest(Person guest, Course course) {
        return buys(guest, null, course);
    }

    private Bought buys(Person person, @org.jspecify.annotations.Nullable UUID account, Course course) {
        var order = UUID.randomUUID();
        var line = UUID.randomUUID();
        var number = "T-TEST-" + NUMBER.incrementAndGet();
        run("""
            insert into orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at, paid_at)
            values ($1, $2, 'PAID', $1, $1, $3, $4, 'en', 9900, 'GBP', now(), now(), now())
            """, order, number, person.name(), person.email());
        run("""
            insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name, hue, self_paced, price_amount)
            values ($1, $2, 1, $3, 1, $4, $5, 'slug', $6, 'Glenmore College', 96, true, 9900)
            """, line, order, course.offering(), course.intake(), course.provider(), course.title());
        var paid = new PaidOrder(
                order,
                number,
                account,
                person.name(),
                person.email(),
                Locale.ENGLISH,
                Instant.now(),
                List.of(new PaidOrder.Line(
                        line,
                        course.offering(),
                        1,
                        course.title(),
                        course.provider(),
                        "Glenmore College",
                        course.intake(),
                        Money.of(9900, "GBP"))));
        paidLines.request(paid).as(transaction::transactional).block();
        return new Bought(order, line, one("select id from enrollment where line = $1", UUID.class, line));
    }

    /** So many guests have paid; their handoffs are due at that time. Nobody writes letters to them, for whom others would have to wait. */
    public void buyInNumbers(Course course, int learners, Instant due) {
        run(
                """
                with o as (
                  insert into orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at, paid_at)
                  select gen_random_uuid(), 'T-MANY-' || $1 || '-' || n, 'PAID', gen_random_uuid(), gen_random_uuid(), 'Learner ' || n,
                    'former-learner@tessera.invalid', 'en', 9900, 'GBP', now(), now(), now()
                  from generate_series(1, $2) as n
                  returning *),
                l as (
                  insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name, hue, self_paced, price_amount)
                  select gen_random_uuid(), id, 1, $3, 1, $4, $5, 'slug', $6, 'Glenmore College', 96, true, 9900 from o
                  returning *),
                e as (
                  insert into enrollment (id, version, state, line, order_id, order_number, name, email, locale, provider, provider_name, offering,
                    edition, title, intake, price_amount, price_currency, requested_at, changed_at)
                  select gen_random_uuid(), 1, 'REQUESTED', l.id, o.id, o.number, o.name, o.email, 'en', l.provider, l.provider_name, l.offer,
                    1, l.title, l.intake, 9900, 'GBP', now(), now()
                  from l join o on o.id = l.order_id
                  returning id)
                insert into handoff (enrollment, due_at) select id, $7 from e
                """,
                Integer.toString(NUMBER.incrementAndGet()),
                learners,
                course.offering(),
                course.intake(),
                course.provider(),
                course.title(),
                due);
    }

    public void claims(Person learner, Bought bought) {
        paidLines
                .claimed(bought.order(), learner.id())
                .as(transaction::transactional)
                .block();
    }

    /** Waits until the enrollment is there. */
    public void awaitState(Bought bought, String state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(bought).equals(state));
    }

    /** Waits until it was given up; it has been tried all but twice by now. */
    public void awaitGivenUp(Bought bought) {
        run(
                "update handoff set attempts = $2, due_at = now() where enrollment = $1 and due_at is not null",
                bought.enrollment(),
                Surroundings.HANDOFFS - 2);
        awaitState(bought, "FAILED");
    }

    public UUID awaitBadge(Bought bought) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count("select count(*) from badge where enrollment = $1", bought.enrollment()) == 1);
        return one("select badge from enrollment where id = $1", UUID.class, bought.enrollment());
    }

    public String state(Bought bought) {
        return one("select state from enrollment where id = $1", String.class, bought.enrollment());
    }

    public long count(String sql, Object... values) {
        return one(sql, Long.class, values);
    }

    public <T> T one(String sql, Class<T> type, Object... values) {
        return Objects.requireNonNull(bound(sql, values).mapValue(type).one().block(), sql);
    }

    public void run(String sql, Object... values) {
        bound(sql, values).then().block();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Object... values) {
        var statement = database.sql(sql);
        for (var index = 0; index < values.length; index++) {
            statement = statement.bind(index, values[index]);
        }
        return statement;
    }

    private static String snapshot(Course course) {
        return """
                {"id": "%s", "slug": "infection-control", "status": "published", "edition": 1,
                 "provider": {"id": "%s", "slug": "%s", "name": "Glenmore College", "country": "GB", "url": "https://glenmore.example", "hue": 96},
                 "elements": {"title": "%s", "summary": "Keep people safe where they live.",
                   "outcomes": ["Choose protective equipment for a given risk.", "Disinfect a home care setting to protocol."],
                   "skills": [{"label": "infection control", "uri": "http://data.europa.eu/esco/skill/0b2b2a8e-4d8f-4a4f-9c1a-000000000001"}, {"label": "hand hygiene"},
                     {"label": "aseptic technique", "uri": "https://skills.example/aseptic-technique"}],
                   "effort": {"hours": 20}, "credit": {"framework": "ECTS", "points": 2.5, "ects": 2.5},
                   "level": {"framework": "EQF", "value": "4"}, "assessment": [{"type": "practical", "supervised": true}],
                   "participation": {"mode": "online", "synchronous": false},
                   "qualityAssurance": [{"type": "external-review", "body": "City of Glenmore"}],
                   "languages": ["en"]}}
                """.formatted(course.offering(), course.provider(), course.slug(), course.title());
    }
}
