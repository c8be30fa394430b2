package market.tessera.checkout.organisation;

import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What a learner sees and decides of places that an organisation has bought. */
@Service
public class Sponsored {
    private final DatabaseClient database;

    Sponsored(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Who has bought a place.
     *
     * @param line of the order, which is the place's name
     * @param shared whether the organisation sees progress and completion
     */
    public record Sponsor(UUID line, String organisation, boolean shared) {}

    /** By the order lines of the learner's enrollments. */
    public Mono<Map<UUID, Sponsor>> of(UUID learner) {
        return database.sql("""
                        select s.line, o.name as organisation, s.shared from organisation_seat s join organisation o on o.id = s.organisation
                        where s.learner = :learner and s.state = 'TAKEN'
                        """)
                .bind("learner", learner)
                .mapProperties(Sponsor.class)
                .all()
                .collectMap(Sponsor::line);
    }

    /** Nobody but the learner decides; of others' places nothing changes. */
    Mono<Void> share(UUID learner, UUID line, boolean shared) {
        return database.sql(
                        "update organisation_seat set shared = :shared where line = :line and learner = :learner and state = 'TAKEN'")
                .bind("shared", shared)
                .bind("line", line)
                .bind("learner", learner)
                .then();
    }

    /** Whoever is forgotten acts for nobody any more, and the places they have lose name and address. */
    public Mono<Void> forget(UUID learner, String nobody, String nowhere) {
        return database.sql("delete from organisation_member where learner = :learner")
                .bind("learner", learner)
                .then()
                .then(database.sql("""
                                update organisation_seat set name = :nobody, email = line || :nowhere, shared = false where learner = :learner
                                """)
                        .bind("nobody", nobody)
                        .bind("nowhere", "-" + nowhere)
                        .bind("learner", learner)
                        .then());
    }
}
