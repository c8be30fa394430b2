package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import market.tessera.provider.access.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class PublicationTests extends GovernedOfferings {
    @Test
    void publishesWhatWasScheduledWhenItsTimeComes() {
        var offering = approved("Offshore wind");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        act(approver, offering, "publish", "on", day.toString());
        assertThat(events(offering)).isEmpty();

        clock.pass(Duration.ofDays(4));

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(events(offering)).containsExactly("offering.published"));
        clock.backToNow();
        assertThat(author.page(offering)).contains("By schedule");
    }

    @Test
    void refusesAScheduleInThePast() {
        var offering = approved("Offshore wind");

        approver.post(offering + "/publish", "revision", revision(offering), "on", "2020-01-01")
                .expectStatus()
                .isEqualTo(422);
        approver.post(offering + "/publish", "revision", revision(offering), "on", "tomorrow")
                .expectStatus()
                .isEqualTo(422);
        approver.post(offering + "/publish", "revision", revision(offering), "on", "+999999999-12-31")
                .expectStatus()
                .isEqualTo(422);
        approver.post(offering + "/publish", "revision", revision(offering), "on", "", "time", "09:00")
                .expectStatus()
                .isEqualTo(422);

        assertThat(state(offering)).isEqualTo("approved");
    }

    @Test
    void retiresWhatIsPublicAndKeepsTheNextEditionSeparate() {
        var offering = approved("Offshore wind");
        act(approver, offering, "publish");
        author.follow(offering + "/edit", "revision", "0", "title", "Offshore wind II");
        assertThat(author.page(offering)).contains("What would change");

        approver.post(offering + "/retire").expectStatus().isEqualTo(422);
        approver.follow(offering + "/retire", "why", "No teacher");

        assertThat(events(offering)).containsExactly("offering.published", "offering.withdrawn");
        assertThat(state(offering)).isEqualTo("idea");
    }

    @Test
    void isPublicUnderTheTitleThatItHasThenAndStaysThere() {
        var offering = begin("What somebody asked for " + nordkyst);
        author.follow(offering + "/edit", "revision", "0", "title", "Wind farms " + nordkyst);
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        act(approver, offering, "publish");
        var slug = steps.one("select slug from offering where id = :id", offering);

        author.follow(offering + "/edit", "revision", "0", "title", "Wind parks");
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        act(approver, offering, "publish");

        assertThat(slug).isEqualTo("wind-farms-" + nordkyst);
        assertThat(steps.one("select slug from offering where id = :id", offering))
                .isEqualTo(slug);
    }

    @Test
    void takesNothingBackThatAFileHasPublishedWhileTheNextEditionWasWritten() {
        var offering = imported("100");
        var writer = cast.program(nordkyst, null, Scope.WRITE);
        var resource = offering.replace("/portal/", "/api/v1/provider/");
        writer.get(resource);
        writer.send(HttpMethod.PATCH, resource, "{\"elements\": {\"summary\": \"By Ane\"}}", Map.of());
        imported("200");

        assertThat(author.page(offering))
                .contains("A newer version has become public since this draft was begun", "take these back: Costs.");
        author.follow(offering + "/catch-up", "revision", revision(offering));

        assertThat(author.page(offering)).doesNotContain("A newer version has become public");
        assertThat(steps.one("""
                        select concat(elements ->> 'summary', ' ', elements #>> '{costs,0,amount}')
                        from offering_draft where offering = :id
                        """, offering)).isEqualTo("By Ane 200");
    }

    @Test
    void doesNotBringBackOnItsDayWhatWasRetiredMeanwhile() {
        var offering = approved("Offshore wind");
        act(approver, offering, "publish");
        author.follow(offering + "/edit", "revision", "0", "title", "Offshore wind II");
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        act(
                approver,
                offering,
                "publish",
                "on",
                LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());

        approver.follow(offering + "/retire", "why", "No teacher");

        assertThat(state(offering)).isEqualTo("approved");
        assertThat(approver.page(offering)).contains("Taken off the schedule");
        assertThat(events(offering)).containsExactly("offering.published", "offering.withdrawn");
    }
}
