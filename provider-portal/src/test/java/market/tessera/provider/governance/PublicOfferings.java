package market.tessera.provider.governance;

import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An institution with an author, a reviewer and a head, and what it has published. */
@PortalTest
abstract class PublicOfferings {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    Cast cast;

    @Autowired
    MovableClock clock;

    UUID nordkyst;
    GovernanceSteps steps;
    Person authorsSelf;
    Person headsSelf;
    Browser author;
    Browser reviewer;
    Browser head;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        steps = new GovernanceSteps(cast, nordkyst);
        authorsSelf = cast.person("Ane Author", nordkyst, Role.AUTHOR);
        headsSelf = cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR);
        author = cast.signedIn(authorsSelf);
        reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        head = cast.signedIn(headsSelf);
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    String published(String title) {
        var offering = steps.begin(author, title);
        approve(offering);
        steps.act(head, offering, "publish");
        return offering;
    }

    void approve(String offering) {
        steps.act(author, offering, "propose");
        steps.act(reviewer, offering, "approve");
    }

    void edit(String offering, String revision, String title) {
        author.follow(offering + "/edit", "revision", revision, "title", title);
    }
}
