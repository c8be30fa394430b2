package market.tessera.checkout.takeup;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Places that were offered to somebody by mail and not taken up yet. */
@Repository
class PlaceInvitations {
    private final DatabaseClient database;

    PlaceInvitations(DatabaseClient database) {
        this.database = database;
    }

    record Invitation(UUID invitation, String organisation, UUID intake) {}

    /** Empty if it was taken up or back. */
    Mono<Invitation> open(UUID invitation) {
        return database.sql("""
                        select s.invitation, o.name as organisation, s.intake from organisation_seat s join organisation o on o.id = s.organisation
                        where s.invitation = :invitation and s.state = 'INVITED'
                        """)
                .bind("invitation", invitation)
                .mapProperties(Invitation.class)
                .one();
    }
}
