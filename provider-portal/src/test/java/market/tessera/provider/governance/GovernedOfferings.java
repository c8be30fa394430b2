package market.tessera.provider.governance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** An institution with an author, a reviewer and an approver. */
@PortalTest
abstract class GovernedOfferings {
    @Autowired
    Cast cast;

    @Autowired
    DatabaseClient database;

    @Autowired
    MovableClock clock;

    UUID nordkyst;
    Person authorsSelf;
    Browser author;
    Browser reviewer;
    Browser approver;
    GovernanceSteps steps;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        steps = new GovernanceSteps(cast, nordkyst);
        authorsSelf = cast.person("Ane Author", nordkyst, Role.AUTHOR);
        author = cast.signedIn(authorsSelf);
        reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        approver = cast.signedIn(cast.person("Petra Approver", nordkyst, Role.APPROVER));
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    /** @return the page of the offering that a file of the institution brings */
    String imported(String price) {
        var system = cast.program(nordkyst, null, Scope.IMPORT);
        var job = system.post("/api/v1/imports", """
                        {"source": "site", "offerings": [{"externalId": "1", "title": "Offshore wind", "summary": "At sea",
                          "costs": [{"type": "tuition", "amount": %s, "currency": "NOK", "mandatory": true}]}]}
                        """.formatted(price));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> system.get("/api/v1/imports/" + job.text("/id"))
                        .text("/status")
                        .equals("completed"));
        return "/portal/offerings/"
                + database.sql("select id::text from offering where provider = :provider")
                        .bind("provider", nordkyst)
                        .map(row -> row.get(0, String.class))
                        .one()
                        .block();
    }

    String begin(String title) {
        return steps.begin(author, title);
    }

    String approved(String title) {
        var offering = begin(title);
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        return offering;
    }

    void act(Browser who, String offering, String deed, String... fields) {
        steps.act(who, offering, deed, fields);
    }

    String revision(String offering) {
        return steps.revision(offering);
    }

    String state(String offering) {
        return steps.state(offering);
    }

    List<String> events(String offering) {
        return steps.events(offering);
    }
}
