package market.tessera.checkout.enrollment;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends enrollments whose places are given back: the course closes, the log tells the provider; a system that may know of it is to be told. */
@Service
public class WithdrawEnrollments {
    private final DatabaseClient database;
    private final Enrollments enrollments;
    private final Clock clock;

    WithdrawEnrollments(DatabaseClient database, Enrollments enrollments, Clock clock) {
        this.database = database;
        this.enrollments = enrollments;
        this.clock = clock;
    }

    /** Emits those that were ended by it; who has completed keeps what was earned. Always locks in the same order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Enrollment> ofLines(Collection<UUID> lines) {
        return enrollments
                .lockOfLines(lines)
                .collectList()
                .flatMapMany(locked -> enrollments.changeLocked(locked, Enrollment::withdraw))
                .collectList()
                .delayUntil(ended -> ended.isEmpty() ? Mono.empty() : tell(ended))
                .flatMapIterable(ended -> ended);
    }

    private Mono<Void> tell(List<Enrollment> ended) {
        return database.sql("""
                        update handoff set waits_since = null, attempts = 0, given_up_at = null,
                          due_at = case when attempts > 0 or confirmed_at is not null then cast(:now as timestamptz) end
                        where enrollment = any(:enrollments)
                        """)
                .bind("now", clock.instant())
                .bind("enrollments", ended.stream().map(Enrollment::id).toArray(UUID[]::new))
                .then();
    }
}
