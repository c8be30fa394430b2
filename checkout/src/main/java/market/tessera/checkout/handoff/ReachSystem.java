package market.tessera.checkout.handoff;

import java.util.Optional;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.lti.LtiRegistration;
import market.tessera.checkout.moodle.EnrollInMoodle;
import market.tessera.checkout.webhook.CallWebhook;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Brings a learner to the system at the other end of a connection. With LTI a learner is enrolled once the tool has shown that it is there and the
 * course's line item exists; the tool meets the learner at the first launch.
 */
@Component
class ReachSystem {
    private final LtiRegistration registration;
    private final CallWebhook webhook;
    private final EnrollInMoodle moodle;

    ReachSystem(LtiRegistration registration, CallWebhook webhook, EnrollInMoodle moodle) {
        this.registration = registration;
        this.webhook = webhook;
        this.moodle = moodle;
    }

    /** How far an enrollment has come. */
    enum Reached {
        SYSTEM,
        LIST,
        ROSTER
    }

    /**
     * A tool asks who is enrolled, a student information system reads it in its roster, and people look: only a program and a Moodle have to be told of
     * a withdrawal.
     *
     * @param chosen the provider's connection; the default tool if there is none
     * @return errors with {@link Unreachable}
     */
    Mono<Reached> reach(Optional<Connection> chosen, Enrollment enrollment) {
        return chosen.map(connection -> reach(connection, enrollment))
                .orElseGet(
                        () -> registration.register(enrollment.course(), chosen).thenReturn(Reached.SYSTEM));
    }

    private Mono<Reached> reach(Connection connection, Enrollment enrollment) {
        return switch (connection.kind()) {
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

    private static boolean isWithdrawn(Enrollment enrollment) {
        return enrollment.state() == State.WITHDRAWN;
    }
}
