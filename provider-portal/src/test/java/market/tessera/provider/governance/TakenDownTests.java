package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TakenDownTests extends PublicOfferings {
    @Test
    void takesDownAtOnceAndKeepsItDownWhateverTheInstitutionDoes() {
        var operator = cast.signedIn(cast.operator("Olga Operator"));
        var offering = published("Offshore wind");
        var slug = steps.one("select slug from offering where id = :id", offering);
        operator.post("/portal/takedowns", "address", "no-such-thing", "why", "Fraud")
                .expectStatus()
                .isEqualTo(422);
        operator.post("/portal/takedowns", "address", slug).expectStatus().isEqualTo(422);

        operator.follow(
                "/portal/takedowns", "address", "https://tessera.example/offerings/" + slug + "?x=y", "why", "Fraud");

        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn");
        assertThat(cast.letters(headsSelf)).contains("Offshore wind is off the market");
        assertThat(author.page(offering))
                .contains("The operator of the marketplace has taken this offering down", "Fraud");
        edit(offering, "0", "Onshore wind");
        approve(offering);
        head.post(offering + "/publish", "revision", steps.revision(offering))
                .expectStatus()
                .isEqualTo(409);

        operator.follow("/portal/takedowns/" + GovernanceSteps.id(offering) + "/lift");
        steps.act(head, offering, "publish");
        assertThat(steps.events(offering))
                .containsExactly(
                        "offering.published", "offering.withdrawn", "offering.published", "offering.published");
    }

    @Test
    void takesWhatWasTakenDownOffTheScheduleInsteadOfPublishingIt() {
        var offering = published("Offshore wind");
        edit(offering, "0", "Onshore wind");
        approve(offering);
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        steps.act(head, offering, "publish", "on", day.toString(), "time", "09:00", "zone", "Europe/Oslo");
        cast.signedIn(cast.operator("Olga Operator"))
                .follow(
                        "/portal/takedowns",
                        "address",
                        GovernanceSteps.id(offering).toString(),
                        "why",
                        "Fraud");

        clock.pass(Duration.ofDays(4));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(steps.state(offering)).isEqualTo("approved"));
        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn");
    }
}
