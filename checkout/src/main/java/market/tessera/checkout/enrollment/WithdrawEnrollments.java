package market.tessera.checkout.enrollment;

import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends enrollments whose places are given back: the course closes, the handoff stops, the log tells the provider. */
@Service
public class WithdrawEnrollments {
    private final DatabaseClient database;
    private final Enrollments enrollments;

    WithdrawEnrollments(DatabaseClient database, Enrollments enrollments) {
        this.database = database;
        this.enrollments = enrollments;
    }

    /** Emits those that were ended by it; who has completed keeps what was earned. Always locks in the same order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Enrollment> ofLines(Collection<UUID> lines) {
        return database.sql("select id from enrollment where line = any(:lines) order by id")
                .bind("lines", lines.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .concatMap(this::withdraw);
    }

    private Mono<Enrollment> withdraw(UUID enrollment) {
        return enrollments
                .change(enrollment, Enrollment::withdraw)
                .delayUntil(_ -> database.sql("update handoff set due_at = null where enrollment = :enrollment")
                        .bind("enrollment", enrollment)
                        .then());
    }
}
