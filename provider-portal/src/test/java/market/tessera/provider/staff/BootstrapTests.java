package market.tessera.provider.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Passwords;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.BootstrapProperties.Sample;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@PortalTest
class BootstrapTests {
    @Autowired
    private Cast cast;

    @Autowired
    private StaffAccounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    @Test
    void createsPeopleOnceAndGivesThemTheirRolesWhenTheInstitutionComes() {
        var email = UUID.randomUUID() + "@sandbox.example";
        var externalId = UUID.randomUUID().toString();
        var sample = new Sample(
                email,
                "Sample Author",
                "a sandbox's password",
                false,
                Map.of(externalId, Set.of(Role.AUTHOR, Role.REVIEWER)));
        var bootstrap = new Bootstrap(new BootstrapProperties(List.of(sample)), accounts, passwords, database, clock);
        bootstrap.start();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(accounts.findByEmail(email).block()).isNotNull());

        var institution = cast.institution("Nordkyst");
        database.sql(
                        "insert into provider_source (source, external_id, provider, digest) values ('sample', :id, :provider, '')")
                .bind("id", externalId)
                .bind("provider", institution)
                .then()
                .block();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(roles(email))
                        .containsExactlyInAnyOrder(institution + ":author", institution + ":reviewer"));
        bootstrap.stop();
        new Bootstrap(new BootstrapProperties(List.of(sample)), accounts, passwords, database, clock).start();
        cast.nobody()
                .post("/portal/sign-in", "email", email, "password", "a sandbox's password", "goOn", "/portal")
                .expectStatus()
                .isSeeOther();
    }

    private List<String> roles(String email) {
        return accounts.findByEmail(email)
                .flatMapMany(account -> accounts.memberships(account.id()))
                .collectList()
                .block();
    }
}
