package market.tessera.checkout.enrollment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.checkout.enrollment.Enrollment.Course;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.enrollment.Enrollment.Purchase;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.order.PaidOrder;
import market.tessera.checkout.order.PaidOrder.Line;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.platform.eventlog.EventLog;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes an enrollment of every paid line, with its handoff due at once. */
@Service
class RequestEnrollments implements PaidLines {
    private final DatabaseClient database;
    private final EventLog log;
    private final ReaddressEnrollments readdress;

    RequestEnrollments(DatabaseClient database, EventLog log, ReaddressEnrollments readdress) {
        this.database = database;
        this.log = log;
        this.readdress = readdress;
    }

    @Override
    public Mono<Void> request(Collection<PaidOrder> orders) {
        var requested = orders.stream()
                .flatMap(order -> order.lines().stream().map(line -> requested(order, line)))
                .toList();
        return insert(requested)
                .then(log.append(requested.stream()
                        .map(enrollment -> EnrollmentUpdated.of(enrollment, enrollment.changedAt()))
                        .toList()));
    }

    @Override
    public Mono<Void> claimed(UUID order, UUID learner) {
        return database.sql("update enrollment set learner = :learner where order_id = :order and learner is null")
                .bind("learner", learner)
                .bind("order", order)
                .then();
    }

    @Override
    public Mono<Boolean> readdressed(UUID order, String email) {
        return readdress.readdress(order, email);
    }

    private static Enrollment requested(PaidOrder order, Line line) {
        return new Enrollment(
                UUID.randomUUID(),
                1,
                State.REQUESTED,
                new Learner(order.learner(), order.name(), order.email(), order.locale()),
                new Course(
                        line.provider(),
                        line.providerName(),
                        line.offering(),
                        line.edition(),
                        line.title(),
                        line.intake()),
                new Purchase(line.id(), order.id(), order.number(), line.price()),
                null,
                null,
                order.paidAt());
    }

    private Mono<Void> insert(List<Enrollment> requested) {
        return database.sql("""
                        with made as (
                          insert into enrollment (id, version, state, line, order_id, order_number, learner, name, email, locale,
                            provider, provider_name, offering, edition, title, intake, price_amount, price_currency,
                            requested_at, changed_at)
                          select r.id, 1, 'REQUESTED', r.line, r.order_id, r.number, r.learner::uuid, r.name, r.email, r.locale,
                            r.provider, r.provider_name, r.offering, r.edition, r.title, r.intake, r.amount, r.currency, r.at, r.at
                          from unnest(:ids::uuid[], :lines::uuid[], :orders::uuid[], :numbers::text[], :learners::text[], :names::text[], :emails::text[],
                              :locales::text[], :providers::uuid[], :providerNames::text[], :offerings::uuid[], :editions::int[], :titles::text[],
                              :intakes::uuid[], :amounts::bigint[], :currencies::text[], :times::timestamptz[])
                            as r (id, line, order_id, number, learner, name, email, locale, provider, provider_name, offering, edition, title,
                              intake, amount, currency, at)
                          returning id, requested_at)
                        insert into handoff (enrollment, due_at) select id, requested_at from made
                        """)
                .bind("ids", column(requested, Enrollment::id).toArray(UUID[]::new))
                .bind("lines", purchase(requested, Purchase::line).toArray(UUID[]::new))
                .bind("orders", purchase(requested, Purchase::order).toArray(UUID[]::new))
                .bind("numbers", purchase(requested, Purchase::orderNumber).toArray(String[]::new))
                .bind(
                        "learners",
                        learner(requested, RequestEnrollments::account).toArray(String[]::new))
                .bind("names", learner(requested, Learner::name).toArray(String[]::new))
                .bind("emails", learner(requested, Learner::email).toArray(String[]::new))
                .bind(
                        "locales",
                        learner(requested, learner -> learner.locale().toLanguageTag())
                                .toArray(String[]::new))
                .bind("providers", course(requested, Course::provider).toArray(UUID[]::new))
                .bind("providerNames", course(requested, Course::providerName).toArray(String[]::new))
                .bind("offerings", course(requested, Course::offering).toArray(UUID[]::new))
                .bind("editions", course(requested, Course::edition).toArray(Integer[]::new))
                .bind("titles", course(requested, Course::title).toArray(String[]::new))
                .bind("intakes", course(requested, Course::intake).toArray(UUID[]::new))
                .bind(
                        "amounts",
                        purchase(requested, purchase -> purchase.price().amount())
                                .toArray(Long[]::new))
                .bind(
                        "currencies",
                        purchase(
                                        requested,
                                        purchase -> purchase.price().currency().getCurrencyCode())
                                .toArray(String[]::new))
                .bind("times", column(requested, Enrollment::changedAt).toArray(Instant[]::new))
                .then();
    }

    private static @Nullable String account(Learner learner) {
        var account = learner.account();
        return account == null ? null : account.toString();
    }

    private static <T> Stream<T> learner(List<Enrollment> requested, Function<Learner, @Nullable T> value) {
        return column(requested, enrollment -> value.apply(enrollment.learner()));
    }

    private static <T> Stream<T> course(List<Enrollment> requested, Function<Course, T> value) {
        return column(requested, enrollment -> value.apply(enrollment.course()));
    }

    private static <T> Stream<T> purchase(List<Enrollment> requested, Function<Purchase, T> value) {
        return column(requested, enrollment -> value.apply(enrollment.purchase()));
    }

    private static <T> Stream<T> column(List<Enrollment> requested, Function<Enrollment, @Nullable T> value) {
        return requested.stream().map(value);
    }
}
