package market.tessera.checkout.handoff;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.handoff.Handoffs.Waiting;
import market.tessera.checkout.lti.LtiRegistration;
import market.tessera.checkout.moodle.EnrollInMoodle;
import market.tessera.checkout.webhook.CallWebhook;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands over what is due by the connection that serves it: asks the provider's system outside of any transaction, then records what came of it.
 * With LTI a learner is enrolled once the tool has shown that it is there and the course's line item exists; the tool meets the learner at the
 * first launch.
 */
@Service
class HandOver {
    private static final int AT_ONCE = 16;

    private final Handoffs handoffs;
    private final Enrollments enrollments;
    private final Connections connections;
    private final LtiRegistration registration;
    private final CallWebhook webhook;
    private final EnrollInMoodle moodle;
    private final HandoffSettlement settlement;
    private final Outages outages;

    HandOver(
            Handoffs handoffs,
            Enrollments enrollments,
            Connections connections,
            LtiRegistration registration,
            CallWebhook webhook,
            EnrollInMoodle moodle,
            HandoffSettlement settlement,
            Outages outages) {
        this.handoffs = handoffs;
        this.enrollments = enrollments;
        this.connections = connections;
        this.registration = registration;
        this.webhook = webhook;
        this.moodle = moodle;
        this.settlement = settlement;
        this.outages = outages;
    }

    /** How far an enrollment has come. */
    private enum Reached {
        SYSTEM,
        LIST,
        ROSTER
    }

    /** Emits how many handoffs were tried. */
    Mono<Long> due() {
        return handoffs.lease()
                .collectMap(Attempt::enrollment)
                .flatMapMany(due -> due.isEmpty()
                        ? Flux.empty()
                        : enrollments
                                .findAll(due.keySet())
                                .flatMap(
                                        enrollment -> attempt(requireNonNull(due.get(enrollment.id())), enrollment),
                                        AT_ONCE))
                .count();
    }

    private Mono<Attempt> attempt(Attempt attempt, Enrollment enrollment) {
        var course = enrollment.course();
        return connections
                .serving(course.provider(), course.offering())
                .singleOptional()
                .flatMap(chosen -> chosen.map(connection -> by(connection, attempt, enrollment))
                        .orElseGet(() -> byDefault(attempt, enrollment)))
                .thenReturn(attempt);
    }

    private Mono<Void> by(Connection connection, Attempt attempt, Enrollment enrollment) {
        var outage = outages.of(connection);
        return outage.isPresent()
                ? settlement.putOff(attempt, outage.get())
                : reach(connection.kind(), connection, enrollment)
                        .flatMap(reached -> reached(connection, attempt, enrollment, reached))
                        .onErrorResume(
                                Unreachable.class,
                                failure -> outages.begins(connection, failure)
                                        .then(Mono.defer(() -> settlement.failed(attempt, failure))));
    }

    private Mono<Void> byDefault(Attempt attempt, Enrollment enrollment) {
        return registration
                .register(enrollment.course(), Optional.empty())
                .then(Mono.defer(() -> settlement.confirmed(attempt.enrollment(), isWithdrawn(enrollment))))
                .onErrorResume(Unreachable.class, failure -> settlement.failed(attempt, failure));
    }

    /** A tool asks who is enrolled, a student information system reads it in its roster, and people look: only a program and a Moodle have to be told of a withdrawal. */
    private Mono<Reached> reach(Kind kind, Connection connection, Enrollment enrollment) {
        return switch (kind) {
            case LTI ->
                registration
                        .register(enrollment.course(), Optional.of(connection))
                        .thenReturn(Reached.SYSTEM);
            case MOODLE -> moodle.tell(connection.id(), enrollment).thenReturn(Reached.SYSTEM);
            case WEBHOOK -> webhook.tell(connection.id(), enrollment).thenReturn(Reached.SYSTEM);
            case ONEROSTER -> Mono.just(isWithdrawn(enrollment) ? Reached.SYSTEM : Reached.ROSTER);
            case HAND -> Mono.just(isWithdrawn(enrollment) ? Reached.SYSTEM : Reached.LIST);
        };
    }

    private Mono<Void> reached(Connection connection, Attempt attempt, Enrollment enrollment, Reached reached) {
        return switch (reached) {
            case SYSTEM ->
                outages.ends(connection)
                        .then(Mono.defer(() -> settlement.confirmed(attempt.enrollment(), isWithdrawn(enrollment))));
            case LIST -> handoffs.listed(attempt, Waiting.PEOPLE);
            case ROSTER -> handoffs.listed(attempt, Waiting.FETCH);
        };
    }

    private static boolean isWithdrawn(Enrollment enrollment) {
        return enrollment.state() == State.WITHDRAWN;
    }
}
