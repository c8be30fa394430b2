package market.tessera.checkout.ags;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.TestTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class LineItemTests {
    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    private static final String NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    private static final String ITEM = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private static final String MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private static final String QUIZ = "{\"label\": \"Quiz\", \"scoreMaximum\": 10, \"tag\": \"quiz\"}";

    @Autowired
    Purchases purchases;

    private TestTool tool;
    private TestTool stranger;
    private Bought bought;
    private UUID link;
    private String items;

    @BeforeEach
    void aCourseInAToolAndAnotherProvidersTool() {
        var course = purchases.course("Infection control in home care");
        tool = TestTool.registered(purchases, course);
        stranger = TestTool.registered(purchases, purchases.course("Another provider's"));
        bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        purchases.awaitState(bought, "CONFIRMED");
        link = purchases.one("select id from lti_link where intake = $1", UUID.class, course.intake());
        items = "%s/lti/ags/%s/lineitems".formatted(Surroundings.ORIGIN, link);
    }

    @AfterEach
    void end() {
        tool.close();
        stranger.close();
    }

    @Test
    void areReadWithOneScopeAndWrittenWithAnother() {
        assertThat(tool.call("GET", items, AGS + "lineitem.readonly", ITEMS, "").body())
                .contains("\"tag\":\"course\"", items + "/" + link);
        assertThat(tool.call("POST", items, AGS + "lineitem.readonly", ITEM, QUIZ)
                        .statusCode())
                .isEqualTo(403);
        var added = tool.call("POST", items, AGS + "lineitem", ITEM, QUIZ);
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.headers().firstValue("Content-Type").orElseThrow()).startsWith(ITEM);
        assertThat(added.headers().firstValue("Location")).contains(id(added));
    }

    @Test
    void saysEverythingThatIsWrongWithOne() {
        var refused = tool.call(
                "POST",
                items,
                AGS + "lineitem",
                ITEM,
                "{\"label\": \" \", \"scoreMaximum\": 0, \"resourceLinkId\": \"another\", \"startDateTime\": \"soon\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("/label", "/scoreMaximum", "/resourceLinkId", "/startDateTime");
        for (var said : List.of(
                QUIZ.replace("10", "1e999999999"),
                QUIZ.replace("Quiz", "\\u0000"),
                QUIZ.replace("\"tag\"", "\"endDateTime\": \"+999999999-01-01T00:00:00Z\", \"tag\""))) {
            assertThat(tool.call("POST", items, AGS + "lineitem", ITEM, said).statusCode())
                    .as(said)
                    .isEqualTo(400);
        }
    }

    @Test
    void thatIsTheCourseItselfIsNotTheToolsToChange() {
        assertThat(tool.call("DELETE", items + "/" + link, AGS + "lineitem", ITEM, "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(tool.call("PUT", items + "/" + link, AGS + "lineitem", ITEM, QUIZ)
                        .statusCode())
                .isEqualTo(403);
        assertThat(tool.call("GET", items + "/" + link, AGS + "lineitem", ITEM, "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofOneProviderAndItsLearnersAreOutOfReachForAnother() {
        var quiz = id(tool.call("POST", items, AGS + "lineitem", ITEM, QUIZ));
        var members = "%s/lti/nrps/%s/memberships".formatted(Surroundings.ORIGIN, link);

        assertThat(stranger.call("GET", items, AGS + "lineitem", ITEMS, "").statusCode())
                .isEqualTo(404);
        assertThat(stranger.call("GET", quiz, AGS + "lineitem", ITEM, "").statusCode())
                .isEqualTo(404);
        assertThat(stranger.call("DELETE", quiz, AGS + "lineitem", ITEM, "").statusCode())
                .isEqualTo(404);
        assertThat(stranger.call("GET", members, NRPS, MEMBERS, "").statusCode())
                .isEqualTo(404);
        assertThat(tool.call("GET", members, AGS + "lineitem", MEMBERS, "").statusCode())
                .as("without the scope for it")
                .isEqualTo(403);
        assertThat(LearnerBrowser.anonymous().get(members).statusCode()).isEqualTo(401);
        assertThat(tool.call("GET", quiz, AGS + "lineitem", ITEM, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsWhoHasGivenAPlaceBack() {
        var members = "%s/lti/nrps/%s/memberships".formatted(Surroundings.ORIGIN, link);
        assertThat(tool.call("GET", members, NRPS, MEMBERS, "").body())
                .contains("Amara Okafor", "\"given_name\":\"Amara\"", "\"family_name\":\"Okafor\"", "\"Active\"");

        purchases.run("update enrollment set state = 'WITHDRAWN' where id = $1", bought.enrollment());

        assertThat(tool.call("GET", members, NRPS, MEMBERS, "").body()).contains("Amara Okafor", "\"Inactive\"");
        assertThat(tool.call("GET", members + "?limit=0", NRPS, MEMBERS, "").statusCode())
                .isEqualTo(400);
    }

    private static String id(HttpResponse<String> item) {
        return LearnerBrowser.match(item.body(), "\"id\":\"([^\"]*)\"");
    }
}
