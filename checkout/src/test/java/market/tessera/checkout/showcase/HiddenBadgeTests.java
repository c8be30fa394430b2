package market.tessera.checkout.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@CheckoutTest
class HiddenBadgeTests {
    @Autowired
    Graduates graduates;

    @Autowired
    SessionTokens tokens;

    @Autowired
    private Purchases purchases;

    private final Person amara = Purchases.learner("Amara Okafor");
    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private LearnerBrowser owner;
    private UUID badge;
    private String held;

    @BeforeEach
    void aBadgeThatSomebodyHolds() {
        badge = graduates.badge(amara, "Infection control in home care");
        held = anyone.get("/badges/" + badge + "/credential.json").body();
        owner = LearnerBrowser.of(amara, tokens);
    }

    @Test
    void isSeenByItsLearnerAlone() {
        share(owner, false);

        var refused = anyone.get("/badges/" + badge);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("This badge is not shown").doesNotContain("Amara", "Infection");
        assertThat(owner.get("/badges/" + badge).body()).contains("Nobody but you sees this page", "Amara Okafor");
        assertThat(owner.get("/learning").body()).contains("Only you see it.");
    }

    @Test
    void isHandedOutToItsLearnerAloneInWhateverForm() {
        var files = List.of(
                "/credential.json",
                "/credential.jwt",
                "/image.svg",
                "/image.png",
                "/badge.png",
                "/badge.svg",
                "/certificate.pdf");
        assertThat(files).allMatch(file -> anyone.get("/badges/" + badge + file).statusCode() == 200);

        share(owner, false);

        assertThat(files)
                .allMatch(file -> anyone.get("/badges/" + badge + file).statusCode() == 404)
                .allMatch(file -> owner.get("/badges/" + badge + file).statusCode() == 200);
    }

    @Test
    void isKeptByNoCacheOnTheWayToItsLearner() {
        var picture = "/badges/" + badge + "/image.png";
        assertThat(anyone.get(picture).headers().firstValue("Cache-Control")).hasValue("max-age=3600, public");

        share(owner, false);

        assertThat(owner.get(picture).headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void isStillVerifiedByWhoHoldsIt() {
        share(owner, false);

        assertThat(anyone.upload("/verify", "", new byte[0], Map.of("badge", held))
                        .body())
                .contains("This badge is genuine");
    }

    @Test
    void canBeShownAgain() {
        share(owner, false);
        share(owner, true);

        assertThat(anyone.get("/badges/" + badge).body()).contains("This badge is genuine");
    }

    @Test
    void isNobodyElsesToHideOrToShow() {
        var mallory = LearnerBrowser.of(Purchases.learner("Mallory Frost"), tokens);

        assertThat(share(mallory, false)).isEqualTo(404);
        assertThat(anyone.get("/badges/" + badge).statusCode()).isEqualTo(200);
        share(owner, false);
        assertThat(share(mallory, true)).isEqualTo(404);
        assertThat(mallory.get("/badges/" + badge).statusCode()).isEqualTo(404);
        assertThat(anyone.post("/badges/" + badge + "/sharing", Map.of("shown", "true"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(anyone.get("/badges/" + badge).statusCode()).isEqualTo(404);
    }

    @Test
    void isPartOfWhatALearnerCanTakeAlong() {
        share(owner, false);
        gradesAPart();

        var file = owner.get("/learning/export");
        var kept = new JsonMapper().readTree(file.body());

        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment");
        assertThat(kept.at("/badges/0/id").asString()).isEqualTo(badge.toString());
        assertThat(kept.at("/badges/0/shown").asBoolean(true)).isFalse();
        assertThat(kept.at("/badges/0/credential/name").asString()).isEqualTo("Infection control in home care");
        assertThat(kept.at("/enrollments/0/email").asString()).isEqualTo(amara.email());
        assertThat(kept.at("/enrollments/0/completion/grade").asString()).isNotEmpty();
        assertThat(kept.at("/enrollments/0/latestScore/given").isNumber()).isTrue();
        assertThat(kept.at("/enrollments/0/scoresOfParts/0/part").asString()).isEqualTo("Quiz");
        assertThat(kept.at("/enrollments/0/statements").size()).isZero();
        assertThat(LearnerBrowser.of(Purchases.learner("Mallory Frost"), tokens)
                        .get("/learning/export")
                        .body())
                .doesNotContain("Amara", badge.toString());
        assertThat(anyone.get("/learning/export").statusCode()).isEqualTo(303);
    }

    private void gradesAPart() {
        purchases.run("""
                with course as (select e.* from enrollment e where e.badge = $1),
                  link as (insert into lti_link (id, provider, intake, title, created_at)
                    select gen_random_uuid(), provider, intake, title, now() from course
                    on conflict (intake) do update set title = excluded.title returning id),
                  item as (insert into lti_line_item (id, link, client_id, label, score_maximum, created_at)
                    select gen_random_uuid(), id, 'tool', 'Quiz', 10, now() from link returning id)
                insert into score (enrollment, item, scored_at, activity, grading, given, maximum)
                select course.id, item.id, now(), 'COMPLETED', 'FULLY_GRADED', 7, 10 from course, item
                """, badge);
    }

    private int share(LearnerBrowser browser, boolean shown) {
        var token = LearnerBrowser.field(browser.get("/basket"), "_csrf");
        return browser.post(
                        "/badges/" + badge + "/sharing",
                        Map.of("shown", String.valueOf(shown), "from", "badge", "_csrf", token))
                .statusCode();
    }
}
