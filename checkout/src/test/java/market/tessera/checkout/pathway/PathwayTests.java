package market.tessera.checkout.pathway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.pathway.Progress.Due;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CheckoutTest
class PathwayTests {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Purchases purchases;

    @Autowired
    Graduates graduates;

    @Autowired
    Shop shop;

    @Autowired
    SessionTokens tokens;

    @Autowired
    RevokeBadge revoke;

    @Autowired
    Progress progress;

    @Autowired
    Pathways pathways;

    @Autowired
    PathwayBadge draft;

    @Autowired
    SettleAward settle;

    @Autowired
    AwardPathway award;

    private final Person amara = Purchases.learner("Amara Okafor");
    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private LearnerBrowser browser;
    private Course site;
    private Course moorings;
    private Course cables;

    @BeforeEach
    void threeCourses() {
        browser = LearnerBrowser.of(amara, tokens);
        site = purchases.course("Site assessment");
        moorings = purchases.anotherOf(site, "Foundations and moorings");
        cables = purchases.anotherOf(site, "Subsea cables");
    }

    @Test
    void givesABadgeOfItsOwnWhenEveryPartIsEarned() {
        var pathway = published("{\"type\": \"allOf\"}", site, moorings);
        var first = earns(site);
        assertThat(browser.get("/learning").body())
                .contains("Offshore wind engineer", "1 of 2", "All of these courses", "/badges/" + first);
        assertThat(badges(pathway)).isEmpty();

        var second = earns(moorings);
        var badge = awaitBadge(pathway);

        assertThat(browser.get("/learning").body()).contains("2 of 2", "/badges/" + badge);
        var credential = credential(badge);
        assertThat(credential.path("name").asString()).isEqualTo("Professional certificate in offshore wind");
        assertThat(credential
                        .at("/credentialSubject/achievement/criteria/narrative")
                        .asString())
                .contains("all courses of the pathway “Offshore wind engineer”", "- Site assessment");
        assertThat(credential.path("evidence").valueStream().map(one -> id(one.path("id"))))
                .containsExactly(first, second);
        assertThat(anyone.get("/badges/" + badge).body())
                .contains("This badge is genuine", "What it is made of", "/badges/" + second);
        assertThat(purchases.count("select count(*) from outbox_mail where key = $1", "badge-" + badge))
                .isEqualTo(1);
        assertThat(purchases.count(
                        "select count(*) from event_log where type = 'pathway-badge.issued' and subject = $1",
                        badge.toString()))
                .isEqualTo(1);
    }

    @Test
    void givesOneBadgeHoweverManyDecideAtOnce() {
        var pathway = published("{\"type\": \"anyOf\", \"n\": 9}", site, moorings);
        earns(site);
        awaitLooked(pathway);
        purchases.run("update pathway set rule_n = 1 where id = $1", pathway);
        purchases.run(
                "update pathway_progress set revision = 70, due_at = now() + interval '1 hour' where pathway = $1",
                pathway);
        var due = new Due(amara.id(), pathway, 70);

        var given = Flux.range(0, 8)
                .flatMap(_ -> pathways.find(pathway, amara.id())
                        .flatMap(found ->
                                draft.draft(found, amara.id()).flatMap(badge -> settle.award(due, badge, found))))
                .collectList()
                .block();

        assertThat(given).containsOnlyOnce(true).hasSize(8);
        assertThat(badges(pathway)).hasSize(1);
        progress.dueByPathway(pathway)
                .thenMany(Flux.range(0, 4).flatMap(_ -> award.due()))
                .blockLast();
        awaitLooked(pathway);
        assertThat(badges(pathway)).hasSize(1);
    }

    @Test
    void isRevokedForGoodAtTheDeskOfItsProviderAndNoOther() {
        var pathway = published("{\"type\": \"allOf\"}", site, moorings);
        var part = earns(site);
        earns(moorings);
        var badge = awaitBadge(pathway);
        var order = purchases.one(
                "select e.order_id from enrollment e join badge b on b.enrollment = e.id where b.id = $1",
                UUID.class,
                part);
        var file = "/checkout/desk/orders/" + order;
        var finance = desk(site.provider());
        assertThat(finance.get(file).block().body())
                .contains("Professional certificate in offshore wind", "/badges/%s/revocation".formatted(badge));
        assertThat(desk(UUID.randomUUID())
                        .post(file + "/badges/%s/revocation".formatted(badge), Map.of("reason", "Mine"))
                        .block()
                        .status())
                .isIn(403, 404);

        finance.post(file + "/badges/%s/revocation".formatted(badge), Map.of("reason", "Copied in the exam"))
                .block();
        progress.dueByPathway(pathway)
                .thenMany(Flux.range(0, 4).flatMap(_ -> award.due()))
                .blockLast();
        awaitLooked(pathway);

        assertThat(anyone.get("/badges/" + badge).body()).contains("This badge has been revoked", "Copied in the exam");
        assertThat(badges(pathway)).as("the rule is met as before").isEmpty();
        assertThat(finance.get(file).block().body()).doesNotContain("Professional certificate in offshore wind");
    }

    private Browser desk(UUID provider) {
        return shop.signedIn(
                new Person(UUID.randomUUID(), Kind.STAFF, "finn@example.org", "Finn", Set.of(provider + ":finance")));
    }

    @Test
    void takesTheBadgeBackWhenAPartIsRevokedAndTheRuleIsNotMetAnyMore() {
        var pathway = published("{\"type\": \"allOf\"}", site, moorings);
        earns(site);
        var part = earns(moorings);
        var badge = awaitBadge(pathway);

        revoke.revoke(part, "Issued by mistake").block();

        awaitRevoked(badge);
        assertThat(anyone.get("/badges/" + badge).body())
                .contains("This badge has been revoked", "A badge that it was made of was revoked");
        assertThat(browser.get("/learning").body()).contains("1 of 2");
    }

    @Test
    void givesAnotherBadgeWhenTheRuleIsStillMetByOtherParts() {
        var pathway = published("{\"type\": \"anyOf\", \"n\": 2}", site, moorings, cables);
        var revoked = earns(site);
        earns(moorings);
        var badge = awaitBadge(pathway);
        earns(cables);
        awaitLooked(pathway);
        assertThat(badges(pathway)).containsExactly(badge);

        revoke.revoke(revoked, "Issued by mistake").block();

        awaitRevoked(badge);
        var next = awaitBadge(pathway);
        assertThat(credential(next).path("evidence").valueStream().map(one -> id(one.path("id"))))
                .hasSize(2)
                .doesNotContain(revoked);
    }

    @Test
    void countsCreditAndKeepsWhatWasEarnedWhenThePathwayEnds() {
        var pathway =
                published("{\"type\": \"creditSum\", \"framework\": \"ECTS\", \"points\": 5}", site, moorings, cables);
        earns(site);
        assertThat(browser.get("/learning").body()).contains("2.5 of 5 ECTS");
        earns(cables);
        var badge = awaitBadge(pathway);
        assertThat(credential(badge)
                        .at("/credentialSubject/achievement/creditsAvailable")
                        .asInt())
                .isEqualTo(5);

        tell(pathway, 2, "withdrawn", "{\"type\": \"allOf\"}", site, moorings, cables);
        shop.await("select count(*) from pathway where id = '%s' and not listed".formatted(pathway), 1L);
        awaitLooked(pathway);

        assertThat(badges(pathway)).containsExactly(badge);
        assertThat(browser.get("/learning").body()).contains("/badges/" + badge);
    }

    @Test
    void countsThePathwayThatIsAPartOnceItsBadgeIsEarnedAndNoLongerWhenThatIsRevoked() {
        var inner = published("{\"type\": \"anyOf\", \"n\": 1}", site, moorings);
        var outer = UUID.randomUUID();
        tell(outer, 1, "published", "{\"type\": \"allOf\"}", List.of(inner), cables);
        shop.await("select count(*) from pathway where id = '%s'".formatted(outer), 1L);
        earns(cables);
        awaitLooked(outer);
        assertThat(badges(outer)).isEmpty();
        assertThat(browser.get("/learning").body()).contains("1 of 2");

        var part = earns(site);
        var ofInner = awaitBadge(inner);
        var badge = awaitBadge(outer);
        assertThat(credential(badge).path("evidence").valueStream().map(one -> id(one.path("id"))))
                .contains(ofInner)
                .hasSize(2);

        revoke.revoke(part, "Issued by mistake").block();

        awaitRevoked(ofInner);
        awaitRevoked(badge);
    }

    @Test
    void countsWhatWasCompletedBeforeThePathwayWasPublishedAndWhatWasClaimedSince() {
        earns(site);
        var asGuest = purchases.buysAsGuest(amara, moorings);
        graduates.completes(asGuest, 80);
        purchases.awaitBadge(asGuest);
        var pathway = published("{\"type\": \"allOf\"}", site, moorings);
        awaitLooked(pathway);
        assertThat(badges(pathway)).isEmpty();

        purchases.claims(amara, asGuest);
        purchases.run("delete from pathway_progress where pathway = $1", pathway);
        progress.dueByClaims().block();

        awaitBadge(pathway);
    }

    @Test
    void isNobodyElsesBusiness() {
        published("{\"type\": \"allOf\"}", site, moorings);
        earns(site);

        assertThat(LearnerBrowser.of(Purchases.learner("Bea Lind"), tokens)
                        .get("/learning")
                        .body())
                .doesNotContain("Offshore wind engineer");
    }

    private UUID published(String rule, Course... courses) {
        var pathway = UUID.randomUUID();
        tell(pathway, 1, "published", rule, courses);
        shop.await("select count(*) from pathway where id = '%s'".formatted(pathway), 1L);
        return pathway;
    }

    private void tell(UUID pathway, long version, String status, String rule, Course... courses) {
        tell(pathway, version, status, rule, List.of(), courses);
    }

    private void tell(UUID pathway, long version, String status, String rule, List<UUID> contained, Course... courses) {
        shop.catalog().append("catalog", "pathway." + status, pathway, version, """
                {"id": "%s", "slug": "offshore-wind", "status": "%s", "title": "Offshore wind engineer", "summary": "From the sea bed up.",
                 "provider": {"id": "%s", "slug": "%s", "name": "Glenmore College"}, "rule": %s, "offerings": [%s], "pathways": [%s],
                 "award": {"name": "Professional certificate in offshore wind"}}
                """.formatted(
                        pathway,
                        status,
                        site.provider(),
                        site.slug(),
                        rule,
                        Stream.of(courses)
                                .map(course -> "\"" + course.offering() + "\"")
                                .collect(Collectors.joining(", ")),
                        contained.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", "))));
    }

    private UUID earns(Course course) {
        var bought = purchases.buys(amara, course);
        graduates.completes(bought, 88);
        return purchases.awaitBadge(bought);
    }

    private UUID awaitBadge(UUID pathway) {
        shop.await("select count(*) from badge where pathway = '%s' and revoked_at is null".formatted(pathway), 1L);
        return badges(pathway).getFirst();
    }

    /** Until everything that has happened so far was looked at. */
    private void awaitLooked(UUID pathway) {
        await().atMost(Duration.ofSeconds(30)).until(() -> purchases.count("""
                select count(*) from pathway_progress where pathway = $1 and due_at is null
                """, pathway) == 1);
    }

    private void awaitRevoked(UUID badge) {
        shop.await("select count(*) from badge where id = '%s' and revoked_at is not null".formatted(badge), 1L);
    }

    private List<UUID> badges(UUID pathway) {
        return Stream.of(purchases.one(
                        "select coalesce(array_agg(id), '{}') from badge where pathway = $1 and revoked_at is null",
                        UUID[].class,
                        pathway))
                .toList();
    }

    private JsonNode credential(UUID badge) {
        return JSON.readTree(
                anyone.get("/badges/" + badge, "application/vc+ld+json").body());
    }

    private static UUID id(JsonNode address) {
        return UUID.fromString(address.asString().substring(address.asString().length() - 36));
    }
}
