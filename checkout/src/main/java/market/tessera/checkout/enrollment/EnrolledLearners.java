package market.tessera.checkout.enrollment;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.offer.Enrolled;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Which courses learners have places in. */
@Repository
class EnrolledLearners implements Enrolled {
    private final DatabaseClient database;

    EnrolledLearners(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<UUID> of(UUID learner, Collection<UUID> intakes) {
        return intakes.isEmpty()
                ? Flux.empty()
                : database.sql("""
                                select distinct intake from enrollment
                                where learner = :learner and intake = any(:intakes) and state <> 'WITHDRAWN'
                                """)
                        .bind("learner", learner)
                        .bind("intakes", intakes.toArray(UUID[]::new))
                        .mapValue(UUID.class)
                        .all();
    }
}
