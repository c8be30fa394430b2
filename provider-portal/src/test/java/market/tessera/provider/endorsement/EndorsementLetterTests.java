package market.tessera.provider.endorsement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.Person;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class EndorsementLetterTests {
    @Autowired
    private Cast cast;

    private final UUID endorsement = UUID.randomUUID();
    private UUID college;
    private UUID board;
    private Person asking;
    private Person answering;

    @BeforeEach
    void twoInstitutions() {
        college = cast.institution("Glenmore College");
        board = cast.institution("Nursing Board");
        asking = cast.person("Ada Asking", college, Role.ADMINISTRATOR);
        answering = cast.person("Ben Answering", board, Role.ADMINISTRATOR, Role.FINANCE);
    }

    @Test
    void tellsAdministratorsOfBothAtEveryStepOnce() {
        var author = cast.person("Ann Author", board, Role.AUTHOR);

        told(1, "asked", "");
        told(1, "asked", "");
        eventually(answering, "Glenmore College asks you to endorse Wound care");
        assertThat(cast.mail(answering.email(), Pattern.compile("Nurses ask for it\\.")))
                .isNotEmpty();
        assertThat(cast.mail(answering.email(), Pattern.compile("/checkout/connections/" + board + "/endorsements")))
                .isNotEmpty();

        told(2, "given", "Sound work.");
        eventually(asking, "Nursing Board endorses Wound care");
        eventually(
                answering,
                "Glenmore College asks you to endorse Wound care",
                "You endorse Wound care of Glenmore College");
        assertThat(cast.mail(asking.email(), Pattern.compile("Sound work\\."))).isNotEmpty();

        told(3, "withdrawn", "Sound work.");
        eventually(
                asking,
                "Nursing Board endorses Wound care",
                "Nursing Board has withdrawn its endorsement of Wound care");
        assertThat(cast.letters(author)).isEmpty();
    }

    @Test
    void tellsOfARefusalAndOfARequestThatIsOver() {
        told(1, "asked", "");
        OtherLogs.tell("endorsement.updated", endorsement.toString(), 2, "{\"state\": \"given\"}");
        told(2, "taken_back", "");
        eventually(
                answering,
                "Glenmore College asks you to endorse Wound care",
                "Glenmore College no longer asks you to endorse Wound care");

        told(3, "declined", "");
        eventually(asking, "Nursing Board does not endorse Wound care");
    }

    private void told(int version, String state, String comment) {
        OtherLogs.tell("endorsement.updated", endorsement.toString(), version, """
                {"id": "%s", "state": "%s", "provider": {"id": "%s", "name": "Glenmore College"},
                 "endorser": {"id": "%s", "name": "Nursing Board"}, "title": "Wound care", "edition": 2, "note": "Nurses ask for it.", "comment": "%s"}
                """.formatted(
                        endorsement, state, college, board, comment));
    }

    private void eventually(Person person, String... subjects) {
        await().untilAsserted(() -> assertThat(cast.letters(person)).containsExactly(subjects));
    }
}
