package market.tessera.provider.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.provider.Browser;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
class CommerceFeedTests {
    @Autowired
    private Cast cast;

    @Autowired
    private CommerceFeed feed;

    private UUID nordkyst;
    private Browser finance;
    private final UUID enrollment = UUID.randomUUID();

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
        finance = cast.signedIn(cast.person("Finn Finance", nordkyst, Role.FINANCE));
    }

    @Test
    void showsAnEnrollmentAsCheckoutLastToldOfIt() {
        enrolled(nordkyst, 2, "active", "Mia Berg");
        enrolled(nordkyst, 1, "requested", "Mia Berg");
        enrolled(nordkyst, 2, "active", "Mia Berg");

        eventually(
                "/portal/enrollments",
                page -> assertThat(page)
                        .contains("Mia Berg", "mia@example.org", "Active", "3,900")
                        .doesNotContain("Requested"));
        assertThat(finance.page("/portal/enrollments?state=completed")).doesNotContain("Mia Berg");
    }

    @Test
    void showsABadgeUntilItIsRevoked() {
        enrolled(nordkyst, 1, "completed", "Mia Berg");
        var badge = UUID.randomUUID();
        badge("badge.issued", badge, 1, "null");
        eventually("/portal/enrollments", page -> assertThat(page).contains("/badges/" + badge));

        badge("badge.revoked", badge, 2, "\"2027-03-01T10:00:00Z\"");
        badge("badge.issued", badge, 1, "null");

        eventually(
                "/portal/enrollments",
                page -> assertThat(page).contains("Mia Berg").doesNotContain("/badges/" + badge));
    }

    @Test
    void keepsTheOrderOfWhatIsToldOfOneLearnerAtOnce() {
        var badge = UUID.randomUUID();
        var told = List.of(
                logged("enrollment.updated", enrollment, 1, json(nordkyst, "confirmed", "Mia Berg", "2027-02-01")),
                logged("badge.issued", badge, 1, json(badge, "null")),
                logged("enrollment.updated", enrollment, 2, json(nordkyst, "completed", "Mia Berg", "2027-02-02")),
                logged("enrollment.updated", enrollment, 3, json(nordkyst, "completed", "Mia Berg", "2027-02-03")),
                logged("badge.revoked", badge, 2, json(badge, "\"2027-03-01T10:00:00Z\"")));

        feed.handle(told).block();
        feed.handle(told.reversed()).block();

        assertThat(cast.count("""
                        select count(*) from enrollment where id = :id::uuid and version = 3 and state = 'completed'
                          and first_at = '2027-02-01T10:00:00Z' and completed_at = '2027-02-02T10:00:00Z' and at = '2027-02-03T10:00:00Z'
                        """, enrollment.toString())).isEqualTo(1);
        assertThat(cast.count(
                        "select count(*) from enrollment_badge where enrollment = :id::uuid and revoked_at is not null",
                        enrollment.toString()))
                .isEqualTo(1);
    }

    @Test
    void countsACompletionFromWhenItIsOneWithoutABreak() {
        feed.handle(List.of(
                        logged(
                                "enrollment.updated",
                                enrollment,
                                1,
                                json(nordkyst, "completed", "Mia Berg", "2027-02-01")),
                        logged(
                                "enrollment.updated",
                                enrollment,
                                2,
                                json(nordkyst, "completed", "Mia Berg", "2027-02-02"))))
                .block();
        feed.handle(List.of(logged(
                        "enrollment.updated", enrollment, 3, json(nordkyst, "completed", "Mia Berg", "2027-02-03"))))
                .block();
        assertThat(isCompletedSince("2027-02-01")).isTrue();

        feed.handle(List.of(
                        logged("enrollment.updated", enrollment, 4, json(nordkyst, "active", "Mia Berg", "2027-02-04")),
                        logged(
                                "enrollment.updated",
                                enrollment,
                                5,
                                json(nordkyst, "completed", "Mia Berg", "2027-02-05")),
                        logged(
                                "enrollment.updated",
                                enrollment,
                                6,
                                json(nordkyst, "completed", "Mia Berg", "2027-02-06"))))
                .block();
        assertThat(isCompletedSince("2027-02-05")).isTrue();
    }

    @Test
    void takesNothingFromWhatAnotherInstitutionIsSaidToHaveInBetween() {
        var elsewhere = cast.institution("Another");

        feed.handle(List.of(
                        logged("enrollment.updated", enrollment, 1, json(nordkyst, "active", "Mia Berg", "2027-02-01")),
                        logged("enrollment.updated", enrollment, 2, json(elsewhere, "active", "Taken", "2027-02-02")),
                        logged(
                                "enrollment.updated",
                                enrollment,
                                3,
                                json(nordkyst, "active", "Mia Lind", "2027-02-03"))))
                .block();
        feed.handle(List.of(
                        logged("enrollment.updated", enrollment, 4, json(elsewhere, "active", "Taken", "2027-02-04")),
                        logged(
                                "enrollment.updated",
                                enrollment,
                                5,
                                json(nordkyst, "active", "Mia Holm", "2027-02-05"))))
                .block();

        assertThat(cast.count(
                        "select count(*) from enrollment where id = :id::uuid and version = 5 and learner_name = 'Mia Holm'",
                        enrollment.toString()))
                .isEqualTo(1);
    }

    @Test
    void isSeenByItsOwnInstitutionOnly() {
        var elsewhere = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten Stranger", elsewhere, Role.FINANCE));
        enrolled(nordkyst, 1, "active", "Mia Berg");
        eventually("/portal/enrollments", page -> assertThat(page).contains("Mia Berg"));
        enrolled(elsewhere, 2, "active", "Taken Over");
        enrolled(nordkyst, 3, "active", "Mia Lind");

        eventually("/portal/enrollments", page -> assertThat(page).contains("Mia Lind"));
        assertThat(stranger.page("/portal/enrollments")).doesNotContain("Mia", "Taken Over");
        assertThat(stranger.page("/portal/enrollments.csv")).doesNotContain("Mia", "Taken Over");
    }

    @Test
    void setsAsideWhatItCannotRead() {
        OtherLogs.tell("enrollment.updated", enrollment.toString(), 1, "{\"state\": \"dreaming\"}");
        enrolled(nordkyst, 2, "active", "Mia Berg");

        eventually("/portal/enrollments", page -> assertThat(page).contains("Mia Berg"));
    }

    @Test
    void downloadsAsCsvInWhichNothingIsAFormula() {
        enrolled(nordkyst, 1, "active", "=HYPERLINK(1)");

        eventually(
                "/portal/enrollments.csv",
                file -> assertThat(file.lines().toList())
                        .hasSize(2)
                        .first()
                        .isEqualTo("enrollment,order,offering,name,email,state,since,amount,currency,grade,badge"));
        assertThat(finance.page("/portal/enrollments.csv"))
                .contains("'=HYPERLINK(1),mia@example.org,active,")
                .contains(",3900.00,NOK,");
    }

    private boolean isCompletedSince(String day) {
        return cast.count(
                        "select count(*) from enrollment where id = :id::uuid and completed_at = '%sT10:00:00Z'"
                                .formatted(day),
                        enrollment.toString())
                == 1;
    }

    private void eventually(String path, ThrowingConsumer<String> holds) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> holds.accept(finance.page(path)));
    }

    private void enrolled(UUID provider, long version, String state, String name) {
        OtherLogs.tell("enrollment.updated", enrollment.toString(), version, json(provider, state, name, "2027-02-01"));
    }

    private void badge(String type, UUID badge, long version, String revokedAt) {
        OtherLogs.tell(type, badge.toString(), version, json(badge, revokedAt));
    }

    private String json(UUID provider, String state, String name, String day) {
        return """
                {"id": "%s", "order": "%s", "orderNumber": "T-1001", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind",
                 "edition": 1, "intake": "%s", "learner": {"name": "%s", "email": "mia@example.org"}, "state": "%s",
                 "price": {"amount": 390000, "currency": "NOK"}, "at": "%sT10:00:00Z"}
                """.formatted(
                enrollment, UUID.randomUUID(), provider, UUID.randomUUID(), UUID.randomUUID(), name, state, day);
    }

    private String json(UUID badge, String revokedAt) {
        return """
                {"id": "%s", "enrollment": "%s", "provider": "%s", "offering": "%s", "issuedAt": "2027-02-20T10:00:00Z", "revokedAt": %s, "reason": null}
                """.formatted(badge, enrollment, nordkyst, UUID.randomUUID(), revokedAt);
    }

    private static LoggedEvent logged(String type, UUID subject, long version, String json) {
        return new LoggedEvent(
                Position.START,
                UUID.randomUUID(),
                "/checkout",
                type,
                subject.toString(),
                version,
                Instant.now(),
                JsonMapper.shared().readTree(json));
    }
}
