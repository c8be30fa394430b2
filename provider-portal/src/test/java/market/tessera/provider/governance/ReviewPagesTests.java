package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is shown and said in reviews, and what is kept of them. */
class ReviewPagesTests extends ReviewedInstitution {
    @Autowired
    private DatabaseClient database;

    @Test
    void approvesAndPublishesManyAtOnceButNothingThatHasChangedSinceItWasShown() {
        var wind = steps.begin(author, "Offshore wind");
        var solar = steps.begin(author, "Solar");
        var changed = steps.begin(author, "Tides");
        Stream.of(wind, solar, changed).forEach(offering -> steps.act(author, offering, "propose"));
        var shown = shown(approver);
        steps.act(author, changed, "take-back");
        steps.act(author, changed, "propose");

        assertThat(author.follow("/portal/reviews", bring("approve", shown))).endsWith("?done=approved&count=0&left=3");
        assertThat(reviewer.follow("/portal/reviews", bring("approve", shown)))
                .endsWith("?done=approved&count=2&left=1");
        assertThat(steps.state(changed)).isEqualTo("in-review");
        assertThat(reviewer.follow("/portal/reviews", bring("publish", shown(approver))))
                .endsWith("?done=published&count=0&left=2");
        assertThat(approver.follow("/portal/reviews", bring("publish", shown(approver))))
                .endsWith("?done=published&count=2&left=0");

        assertThat(approver.page(wind)).contains("Published as edition 1", "Agreed on 3 May");
        assertThat(approver.page("/portal/reviews?done=published&count=2&left=0"))
                .contains("2 drafts are public")
                .doesNotContain("Offshore wind");
        approver.post("/portal/reviews", "deed", "publish", "shown", "published offering x 1", "all", "true")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void bringsAWholeListFurtherWhateverPageItIsOnButNothingThatHasChangedSinceItWasOpened() {
        var wind = steps.begin(author, "Offshore wind");
        steps.act(author, wind, "propose");
        var source = "courses-" + nordkyst;
        approvedByFile(source, 102);
        var list = "/portal/reviews?kind=offering&source=" + source;

        assertThat(approver.page("/portal/reviews"))
                .contains("1 to 100 of 103", "Import of " + source, "page=2")
                .doesNotContain("Offshore wind");
        assertThat(approver.page("/portal/reviews?page=2")).contains("Offshore wind");
        var page = approver.page(list);
        assertThat(page).contains("1 to 100 of 102", "All 102 of this list").doesNotContain("Offshore wind");
        assertThat(approver.page(list + "&page=2"))
                .contains("101 to 102 of 102")
                .doesNotContain("Course 001");
        assertThat(approver.page("/portal/reviews?step=in-review"))
                .contains("Offshore wind")
                .doesNotContain("Course 001");
        assertThat(approver.page("/portal/reviews?step=changes-requested")).contains("Nothing of that kind");

        clock.pass(Duration.ofMinutes(1));
        database.sql(
                        "update offering_draft set updated_at = :now where title = 'Course 101' and offering in (select id from offering where source = :source)")
                .bind("now", clock.instant())
                .bind("source", source)
                .then()
                .block();
        var seen = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"").matcher(page);
        assertThat(seen.find()).isTrue();
        String[] everything = {
            "deed", "publish", "everything", "true", "seen", seen.group(1), "kind", "offering", "source", source
        };
        assertThat(author.post("/portal/reviews", everything)
                        .returnResult(Void.class)
                        .getStatus()
                        .value())
                .as("an author publishes nothing, and so has no such list")
                .isEqualTo(422);
        assertThat(approver.follow("/portal/reviews", everything)).endsWith("&done=published&count=101&left=0");

        assertThat(approver.page(list)).contains("Course 101").doesNotContain("Course 100");
        assertThat(steps.state(wind)).isEqualTo("in-review");
    }

    private void approvedByFile(String source, int count) {
        database.sql("""
                        with given as (
                          select gen_random_uuid() as id, 'Course ' || to_char(n, 'FM000') as title, :at::timestamptz + n * interval '1 millisecond' as at
                          from generate_series(0, :last) n),
                        o as (
                          insert into offering (id, provider, slug, source, external_id)
                          select id, :provider, :source || '-' || title, :source, title from given),
                        d as (
                          insert into offering_draft (offering, elements, state, author, updated_at)
                          select id, jsonb_build_object('title', title), 'approved', gen_random_uuid(), at from given)
                        insert into governance_event (offering, at, name, action, elements)
                        select id, at, 'Rolf Reviewer', 'APPROVED', '{}' from given
                        """)
                .bind("at", clock.instant().minus(Duration.ofMinutes(5)))
                .bind("last", count - 1)
                .bind("provider", nordkyst)
                .bind("source", source)
                .then()
                .block();
    }

    private static List<String> shown(Browser who) {
        return Pattern.compile("name=\"shown\" value=\"([^\"]+)\"")
                .matcher(who.page("/portal/reviews"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String[] bring(String deed, List<String> drafts) {
        return Stream.concat(
                        Stream.of("deed", deed, "all", "true", "why", "Agreed on 3 May"),
                        drafts.stream().flatMap(draft -> Stream.of("shown", draft)))
                .toArray(String[]::new);
    }

    @Test
    void showsWhatHasChangedSinceChangesWereAskedFor() {
        var offering = steps.begin(author, "Offshore wind");
        steps.act(author, offering, "propose");
        steps.act(reviewer, offering, "request-changes", "why", "Say how long it takes");
        author.follow(
                offering + "/edit",
                "revision",
                steps.revision(offering),
                "title",
                "Offshore wind",
                "effort.hours",
                "50");
        assertThat(author.page(offering)).doesNotContain("Changed since the last review");

        steps.act(author, offering, "propose");

        assertThat(reviewer.page(offering)).contains("Changed since the last review", "When changes were asked for");
    }

    @Test
    void keepsCommentsOnElementsUntilTheyAreSettled() {
        var offering = steps.begin(author, "Offshore wind");
        steps.act(author, offering, "propose");

        reviewer.follow(offering + "/comments", "element", "effort", "said", "Does this count <b>reading</b>?");
        reviewer.follow(offering + "/comments", "element", "effort", "said", "   ");
        var page = author.page(offering);
        var settle = Pattern.compile("action=\"([^\"]+/settle)\"").matcher(page);
        assertThat(settle.find()).isTrue();
        author.follow(settle.group(1));

        assertThat(page).contains("Does this count &lt;b&gt;reading&lt;/b&gt;?", "Rolf Reviewer");
        assertThat(reviewer.page(offering)).contains("Settled by Ane Author");
        assertThat(steps.one("select count(*)::text from draft_comment where subject = :id", offering))
                .isEqualTo("1");
    }

    @Test
    void showsAnyTwoVersionsSideBySide() {
        var offering = steps.begin(author, "Offshore wind");
        publish(offering);
        edit(offering, "0", "Wind at sea");
        publish(offering);
        edit(offering, "0", "Wind, water, work");

        assertThat(author.page(offering + "/versions")).contains("<del>sea</del>", "<ins>work</ins>");
        assertThat(author.page(offering + "/versions?from=1&to=2"))
                .contains("<del>Offshore</del>", "<ins>at sea</ins>");
        assertThat(author.page(offering + "/versions?from=2&to=2")).contains("Both say the same");
        assertThat(author.page(offering + "/versions?from=9&to=nonsense")).contains("Edition 2");
    }

    private void edit(String offering, String revision, String title) {
        author.follow(offering + "/edit", "revision", revision, "title", title);
    }

    private void publish(String offering) {
        steps.act(author, offering, "propose");
        steps.act(reviewer, offering, "approve");
        steps.act(approver, offering, "publish");
    }

    @Test
    void keepsEverythingThatHappenedInAFile() {
        var offering = steps.begin(author, "=Offshore wind");
        steps.act(author, offering, "propose", "why", "First edition");
        steps.act(reviewer, offering, "approve");

        var file = administrator.page("/portal/settings/" + nordkyst + "/history.csv");

        assertThat(file.lines()).hasSize(4).element(2).asString().contains("proposed", "Ane Author", "First edition");
        assertThat(file).contains("'=Offshore wind");
        assertThat(reviewer.page(offering + "/history.csv")).isEqualTo(file);
    }

    @Test
    void publishesWhatIsDueAlthoughAnotherThatIsDueCannotBe() {
        var broken = scheduled("Broken");
        var sound = scheduled("Sound");
        database.sql(
                        "update offering_draft set elements = '{\"title\": \"Broken\", \"effort\": \"long\"}', publish_at = publish_at - interval '1 hour' where offering = :id")
                .bind("id", GovernanceSteps.id(broken))
                .then()
                .block();

        clock.pass(Duration.ofDays(4));

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(steps.events(sound)).containsExactly("offering.published"));
        assertThat(steps.events(broken)).isEmpty();
        database.sql("update offering_draft set elements = '{\"title\": \"Mended\"}' where offering = :id")
                .bind("id", GovernanceSteps.id(broken))
                .then()
                .block();
        clock.pass(Duration.ofMinutes(2));
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(steps.events(broken)).containsExactly("offering.published"));
    }

    private String scheduled(String title) {
        var offering = steps.begin(author, title);
        steps.act(author, offering, "propose");
        steps.act(reviewer, offering, "approve");
        steps.act(
                approver,
                offering,
                "publish",
                "on",
                LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());
        return offering;
    }
}
