package market.tessera.checkout.handoff;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A system has fetched learners: those that waited for that are enrolled. One that serves other offerings may read them, and confirms nothing. */
@Service
public class ConfirmFetched {
    private final DatabaseClient database;
    private final Connections connections;
    private final HandoffSettlement settlement;

    ConfirmFetched(DatabaseClient database, Connections connections, HandoffSettlement settlement) {
        this.database = database;
        this.connections = connections;
        this.settlement = settlement;
    }

    /** A system reports of a learner whom it should not know yet: it does, however it came to that. */
    public Mono<Void> heardOf(Enrollment enrollment) {
        return switch (enrollment.state()) {
            case REQUESTED, FAILED -> settlement.confirmed(List.of(enrollment.id()));
            case CONFIRMED, ACTIVE, COMPLETED, WITHDRAWN -> Mono.empty();
        };
    }

    /** Emits how many were confirmed by it. */
    public Mono<Long> fetched(UUID connection, Collection<UUID> enrollments) {
        return connections
                .succeeded(connection)
                .thenMany(database.sql("""
                                select e.id from handoff h join enrollment e on e.id = h.enrollment
                                where h.enrollment = any(:enrollments) and h.waits_since is not null and h.waits_for = 'FETCH'
                                  and :connection = (select u.connection from connection_use u
                                    where u.provider = e.provider and (u.offering = e.offering or u.offering is null)
                                    order by u.offering nulls last limit 1)
                                order by e.id
                                """)
                        .bind("enrollments", enrollments.toArray(UUID[]::new))
                        .bind("connection", connection)
                        .mapValue(UUID.class)
                        .all())
                .collectList()
                .flatMap(waiting -> settlement.confirmed(waiting).thenReturn((long) waiting.size()));
    }
}
