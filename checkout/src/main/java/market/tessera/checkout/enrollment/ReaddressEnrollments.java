package market.tessera.checkout.enrollment;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment.State;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives the places of a guest's order another e-mail address, and has each handed over once more: systems know learners by it. */
@Component
class ReaddressEnrollments {
    private final DatabaseClient database;
    private final Enrollments enrollments;
    private final EnrolledLetters letters;
    private final Clock clock;

    ReaddressEnrollments(DatabaseClient database, Enrollments enrollments, EnrolledLetters letters, Clock clock) {
        this.database = database;
        this.enrollments = enrollments;
        this.letters = letters;
        this.clock = clock;
    }

    /** False, and nothing is changed, if one of them is completed. */
    Mono<Boolean> readdress(UUID order, String email) {
        return database.sql("select id from enrollment where order_id = :order")
                .bind("order", order)
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMap(places -> enrollments
                        .lockAll(places)
                        .any(place -> place.state() == State.COMPLETED)
                        .flatMap(completed -> completed
                                ? Mono.just(false)
                                : readdress(places, email).thenReturn(true)));
    }

    private Mono<Void> readdress(List<UUID> places, String email) {
        return enrollments
                .changeAll(places, place -> place.readdress(email))
                .collectList()
                .flatMap(changed -> tellAgain(
                                changed.stream().map(Enrollment::id).toList())
                        .then(letters.sendAgain(changed.stream()
                                .filter(place -> place.state().isOpen())
                                .toList())));
    }

    /** What was given up waits for a person as before. */
    private Mono<Void> tellAgain(List<UUID> places) {
        return database.sql("""
                        update handoff set due_at = :now, attempts = 0, waits_since = null
                        where enrollment = any(:enrollments) and given_up_at is null
                        """)
                .bind("now", clock.instant())
                .bind("enrollments", places.toArray(UUID[]::new))
                .then();
    }
}
