package market.tessera.checkout.handoff;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.handoff.Handoffs.Lane;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands over what is due by the connection that serves it: asks the providers' systems outside of any transaction, then records what came of it, of
 * many at a time.
 */
@Service
class HandOver {
    private static final int AT_ONCE = 16;

    private final HoldDue hold;
    private final Enrollments enrollments;
    private final Connections connections;
    private final AttemptHandoff attempt;
    private final RecordOutcomes record;

    HandOver(
            HoldDue hold,
            Enrollments enrollments,
            Connections connections,
            AttemptHandoff attempt,
            RecordOutcomes record) {
        this.hold = hold;
        this.enrollments = enrollments;
        this.connections = connections;
        this.attempt = attempt;
        this.record = record;
    }

    /** Emits how many handoffs were tried. */
    Mono<Long> due(Lane lane) {
        return hold.during(lane, this::handOver);
    }

    private Mono<Void> handOver(List<Attempt> attempts) {
        var due = attempts.stream().collect(Collectors.toMap(Attempt::enrollment, Function.identity()));
        return enrollments.findAll(due.keySet()).collectList().flatMap(found -> handOver(due, found));
    }

    private Mono<Void> handOver(Map<UUID, Attempt> due, List<Enrollment> found) {
        return connections
                .serving(found.stream()
                        .map(Enrollment::course)
                        .collect(Collectors.toMap(
                                Enrollment.Course::offering, Enrollment.Course::provider, (one, _) -> one)))
                .flatMap(serving -> record.record(attempts(due, found, serving)));
    }

    private Flux<Outcome> attempts(Map<UUID, Attempt> due, List<Enrollment> found, Map<UUID, Connection> serving) {
        return Flux.fromIterable(found)
                .flatMap(
                        enrollment -> attempt.attempt(
                                requireNonNull(due.get(enrollment.id())),
                                enrollment,
                                Optional.ofNullable(
                                        serving.get(enrollment.course().offering()))),
                        AT_ONCE);
    }
}
