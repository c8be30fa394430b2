package market.tessera.checkout.rebooking;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.order.PaidOrder;
import market.tessera.checkout.rebooking.RebookPlace.Held;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.mail.Outbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes down that a place is in another intake now: its line, its new enrollment, its history, its learner's mail. Joins the caller's transaction. */
@Component
class WriteRebooking {
    private final DatabaseClient database;
    private final PaidLines paidLines;
    private final RebookingLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    WriteRebooking(DatabaseClient database, PaidLines paidLines, RebookingLetters letters, Outbox outbox, Clock clock) {
        this.database = database;
        this.paidLines = paidLines;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<Void> write(RebookingRequest request, Held held, Offer to) {
        var id = UUID.randomUUID();
        return record(id, request, held, to)
                .then(line(held.line().id(), to))
                .then(Mono.defer(() -> paidLines.request(enrollment(held, to))))
                .then(Mono.defer(() -> outbox.put(letters.rebooked(id, held, to))));
    }

    private Mono<Void> record(UUID id, RebookingRequest request, Held held, Offer to) {
        return database.sql("""
                        insert into rebooking (id, order_id, line, from_intake, to_intake, from_starts, to_starts, requester, requested_by, rebooked_at)
                        values (:id, :order, :line, :from, :to, :fromStarts, :toStarts, :requester, :by, :now)
                        """)
                .bind("id", id)
                .bind("order", request.order())
                .bind("line", request.line())
                .bind("from", held.line().intake())
                .bind("to", to.intake().id())
                .bind("fromStarts", Bindings.nullable(held.line().starts(), LocalDate.class))
                .bind("toStarts", Bindings.nullable(to.intake().starts(), LocalDate.class))
                .bind("requester", request.requester().name())
                .bind("by", request.requestedBy())
                .bind("now", clock.instant())
                .then();
    }

    /** It is confirmed once it is confirmed there; until then its provider is not paid for it. */
    private Mono<Void> line(UUID line, Offer to) {
        return database.sql("""
                        update order_line l set intake = i.id, self_paced = i.self_paced, starts = i.starts, ends = i.ends, place = i.place,
                          confirmed_at = null, moved_at = :now, moved_from = l.starts
                        from offer_intake i where l.id = :line and i.id = :intake
                        """)
                .bind("now", clock.instant())
                .bind("line", line)
                .bind("intake", to.intake().id())
                .then();
    }

    /** The learner keeps the edition that was bought. */
    private PaidOrder enrollment(Held held, Offer to) {
        var course = held.enrollment().course();
        var learner = held.enrollment().learner();
        return new PaidOrder(
                held.order().id(),
                held.order().number(),
                learner.account(),
                learner.name(),
                learner.email(),
                learner.locale(),
                clock.instant(),
                List.of(new PaidOrder.Line(
                        held.line().id(),
                        course.offering(),
                        course.edition(),
                        course.title(),
                        course.provider(),
                        course.providerName(),
                        to.intake().id(),
                        held.line().price())));
    }
}
