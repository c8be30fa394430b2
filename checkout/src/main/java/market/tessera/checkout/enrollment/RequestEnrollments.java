package market.tessera.checkout.enrollment;

import java.time.Instant;
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
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.eventlog.EventLog;
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
    public Mono<Void> request(PaidOrder order) {
        var requested =
                order.lines().stream().map(line -> requested(order, line)).toList();
        return insert(order, requested).then(tell(requested, order.paidAt()));
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

    private Mono<Void> insert(PaidOrder order, List<Enrollment> requested) {
        return database.sql("""
                        with made as (
                          insert into enrollment (id, version, state, line, order_id, order_number, learner, name, email, locale,
                            provider, provider_name, offering, edition, title, intake, price_amount, price_currency,
                            requested_at, changed_at)
                          select r.id, 1, 'REQUESTED', r.line, :order, :number, :learner, :name, :email, :locale,
                            r.provider, r.provider_name, r.offering, r.edition, r.title, r.intake, r.amount, r.currency, :now, :now
                          from unnest(:ids::uuid[], :lines::uuid[], :providers::uuid[], :providerNames::text[], :offerings::uuid[], :editions::int[],
                              :titles::text[], :intakes::uuid[], :amounts::bigint[], :currencies::text[])
                            as r (id, line, provider, provider_name, offering, edition, title, intake, amount, currency)
                          returning id)
                        insert into handoff (enrollment, due_at) select id, :now from made
                        """)
                .bind("order", order.id())
                .bind("number", order.number())
                .bind("learner", Bindings.nullable(order.learner(), UUID.class))
                .bind("name", order.name())
                .bind("email", order.email())
                .bind("locale", order.locale().toLanguageTag())
                .bind("now", order.paidAt())
                .bind("ids", requested.stream().map(Enrollment::id).toArray(UUID[]::new))
                .bind("lines", column(order, Line::id).toArray(UUID[]::new))
                .bind("providers", column(order, Line::provider).toArray(UUID[]::new))
                .bind("providerNames", column(order, Line::providerName).toArray(String[]::new))
                .bind("offerings", column(order, Line::offering).toArray(UUID[]::new))
                .bind("editions", column(order, Line::edition).toArray(Integer[]::new))
                .bind("titles", column(order, Line::title).toArray(String[]::new))
                .bind("intakes", column(order, Line::intake).toArray(UUID[]::new))
                .bind("amounts", column(order, line -> line.price().amount()).toArray(Long[]::new))
                .bind(
                        "currencies",
                        column(order, line -> line.price().currency().getCurrencyCode())
                                .toArray(String[]::new))
                .then();
    }

    private static <T> Stream<T> column(PaidOrder order, Function<Line, T> value) {
        return order.lines().stream().map(value);
    }

    private Mono<Void> tell(List<Enrollment> requested, Instant at) {
        return log.append(requested.stream()
                .map(enrollment -> EnrollmentUpdated.of(enrollment, at))
                .toList());
    }
}
