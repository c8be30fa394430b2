package market.tessera.checkout.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment.Course;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.enrollment.Enrollment.Purchase;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.order.PaidLines;
import market.tessera.checkout.order.PaidOrder;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
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
        return Flux.fromIterable(requested)
                .concatMap(enrollment -> insert(enrollment, order.paidAt()))
                .then(tell(requested, order.paidAt()));
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

    private static Enrollment requested(PaidOrder order, PaidOrder.Line line) {
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

    private Mono<Void> insert(Enrollment enrollment, Instant paidAt) {
        var course = enrollment.course();
        var purchase = enrollment.purchase();
        var learner = enrollment.learner();
        return database.sql("""
                        with made as (
                          insert into enrollment (id, version, state, line, order_id, order_number, learner, name, email, locale,
                            provider, provider_name, offering, edition, title, intake, price_amount, price_currency,
                            requested_at, changed_at)
                          values (:id, :version, 'REQUESTED', :line, :order, :number, :learner, :name, :email, :locale,
                            :provider, :providerName, :offering, :edition, :title, :intake, :amount, :currency, :now, :now)
                          returning id)
                        insert into handoff (enrollment, due_at) select id, :now from made
                        """)
                .bind("id", enrollment.id())
                .bind("version", enrollment.version())
                .bind("line", purchase.line())
                .bind("order", purchase.order())
                .bind("number", purchase.orderNumber())
                .bind("learner", Bindings.nullable(learner.account(), UUID.class))
                .bind("name", learner.name())
                .bind("email", learner.email())
                .bind("locale", learner.locale().toLanguageTag())
                .bind("provider", course.provider())
                .bind("providerName", course.providerName())
                .bind("offering", course.offering())
                .bind("edition", course.edition())
                .bind("title", course.title())
                .bind("intake", course.intake())
                .bind("amount", purchase.price().amount())
                .bind("currency", purchase.price().currency().getCurrencyCode())
                .bind("now", paidAt)
                .then();
    }

    private Mono<Void> tell(List<Enrollment> requested, Instant at) {
        return log.append(requested.stream()
                .map(enrollment -> EnrollmentUpdated.of(enrollment, at))
                .toList());
    }
}
