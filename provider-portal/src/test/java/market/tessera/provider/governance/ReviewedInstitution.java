package market.tessera.provider.governance;

import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An institution with everybody whom a review needs, and an administrator. */
@PortalTest
abstract class ReviewedInstitution {
    @Autowired
    Cast cast;

    @Autowired
    MovableClock clock;

    UUID nordkyst;
    GovernanceSteps steps;
    Browser author;
    Browser reviewer;
    Browser approver;
    Browser administrator;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        steps = new GovernanceSteps(cast, nordkyst);
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        approver = cast.signedIn(cast.person("Petra Approver", nordkyst, Role.APPROVER));
        administrator = cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    String reviews() {
        return "/portal/settings/" + nordkyst + "/reviews";
    }
}
