package market.tessera.provider.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Passwords;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.access.Scope;
import market.tessera.provider.bootstrap.BootstrapProperties.Sample;
import market.tessera.provider.bootstrap.BootstrapProperties.SampleKey;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.StaffAccounts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@PortalTest
class BootstrapTests {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

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

    @Autowired
    private ApiKeys keys;

    private final String email = UUID.randomUUID() + "@sandbox.example";
    private final String secret = "tsk_" + UUID.randomUUID();

    @Test
    void givesPeopleAndProgramsTheProviderThatIsMeant() {
        var externalId = UUID.randomUUID().toString();
        var institution = known(externalId);

        var bootstrap = started(externalId);

        assertThat(bootstrap.settled().block(PATIENCE)).containsEntry("sample", externalId);
        assertThat(roles(email)).containsExactlyInAnyOrder(institution + ":author", institution + ":reviewer");
        cast.nobody()
                .post("/portal/sign-in", "email", email, "password", "a sandbox's password", "goOn", "/portal")
                .expectStatus()
                .isSeeOther();
        assertThat(Program.with(cast.web(), secret)
                        .get("/api/v1/provider/offerings")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givesThemAnyProviderWhereTheMeantOneIsMissingAndLeavesThemThere() {
        known(UUID.randomUUID().toString());
        var first = started("missing");
        first.settled().block(PATIENCE);
        var before = roles(email);
        var late = UUID.randomUUID().toString();
        known(late);

        started(late).settled().block(PATIENCE);

        assertThat(before).isNotEmpty();
        assertThat(roles(email)).isEqualTo(before);
    }

    private Bootstrap started(String externalId) {
        var sample =
                new Sample(email, "Sample Author", "a sandbox's password", false, Set.of(Role.AUTHOR, Role.REVIEWER));
        var key = new SampleKey("sample", secret, Set.of(Scope.READ), false);
        var bootstrap = new Bootstrap(
                new BootstrapProperties(externalId, List.of(sample), true, List.of(key)),
                accounts,
                passwords,
                new SampleWorkplaces(database),
                keys,
                clock);
        bootstrap.samplePeople().start();
        return bootstrap;
    }

    private UUID known(String externalId) {
        var institution = cast.institution("Nordkyst");
        database.sql("""
                        insert into provider_source (source, external_id, provider, digest)
                        values ('sample', :id, :provider, '') on conflict do nothing
                        """)
                .bind("id", externalId)
                .bind("provider", institution)
                .then()
                .block();
        return institution;
    }

    private List<String> roles(String email) {
        return accounts.findByEmail(email)
                .flatMapMany(account -> accounts.memberships(account.id()))
                .collectList()
                .block();
    }
}
