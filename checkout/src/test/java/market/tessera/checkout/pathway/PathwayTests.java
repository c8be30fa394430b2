package market.tessera.checkout.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.pathway.Progress.Due;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CheckoutTest
class PathwayTests {
    @Autowired
    Purchases purchases;

    @Autowired
    Graduates graduates;

    @Autowired
    AutowireCapableBeanFactory beans;

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

    private Walk walk;

    @BeforeEach
    void threeCourses() {
        walk = new Walk(beans);
    }

    @Test
    void givesABadgeOfItsOwnWhenEveryPartIsEarned() {
        var pathway = walk.published("{\"type\": \"allOf\"}", walk.site, walk.moorings);
        var first = walk.earns(walk.site);
        assertThat(walk.browser.get("/learning").body())
                .contains("Offshore wind engineer", "1 of 2", "All of these courses", "/badges/" + first);
        assertThat(walk.badges(pathway)).isEmpty();

        var second = walk.earns(walk.moorings);
        var badge = walk.awaitBadge(pathway);

        assertThat(walk.browser.get("/learning").body()).contains("2 of 2", "/badges/" + badge);
        var credential = walk.credential(badge);
        assertThat(credential.path("name").asString()).isEqualTo("Professional certificate in offshore wind");
        assertThat(credential
                        .at("/credentialSubject/achievement/criteria/narrative")
                        .asString())
                .contains("all courses of the pathway “Offshore wind engineer”", "- Site assessment");
        assertThat(credential.path("evidence").valueStream().map(one -> Walk.id(one.path("id"))))
                .containsExactly(first, second);
        assertThat(walk.anyone.get("/badges/" + badge).body())
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
        var pathway = walk.published("{\"type\": \"anyOf\", \"n\": 9}", walk.site, walk.moorings);
        walk.earns(walk.site);
        walk.awaitLooked(pathway);
        purchases.run("update pathway set rule_n = 1 where id = $1", pathway);
        purchases.run(
                "update pathway_progress set revision = 70, due_at = now() + interval '1 hour' where pathway = $1",
                pathway);
        var due = new Due(walk.learner.id(), pathway, 70);

        var given = Flux.range(0, 8)
                .flatMap(_ -> pathways.find(pathway, walk.learner.id())
                        .flatMap(found -> draft.draft(found, walk.learner.id())
                                .flatMap(badge -> settle.award(due, badge, found))))
                .collectList()
                .block();

        assertThat(given).containsOnlyOnce(true).hasSize(8);
        assertThat(walk.badges(pathway)).hasSize(1);
        progress.dueByPathway(pathway)
                .thenMany(Flux.range(0, 4).flatMap(_ -> award.due()))
                .blockLast();
        walk.awaitLooked(pathway);
        assertThat(walk.badges(pathway)).hasSize(1);
    }

    @Test
    void givesNoBadgeToWhoHasDeletedTheAccountNotEvenOneThatWasSignedBefore() {
        var pathway = walk.published("{\"type\": \"anyOf\", \"n\": 9}", walk.site, walk.moorings);
        walk.earns(walk.site);
        walk.awaitLooked(pathway);
        purchases.run("update pathway set rule_n = 1 where id = $1", pathway);
        purchases.run(
                "update pathway_progress set revision = 70, due_at = now() + interval '1 hour' where pathway = $1",
                pathway);
        var found = pathways.find(pathway, walk.learner.id()).block();
        var signed = draft.draft(found, walk.learner.id()).block();

        shop.catalog()
                .append(
                        "learner",
                        "account.deleted",
                        walk.learner.id(),
                        2,
                        "{\"id\": \"%s\"}".formatted(walk.learner.id()));
        shop.await(
                "select count(*) from enrollment where learner = '%s' and name = 'Former learner'"
                        .formatted(walk.learner.id()),
                1L);

        assertThat(settle.award(new Due(walk.learner.id(), pathway, 70), signed, found)
                        .block())
                .isFalse();
        progress.dueByPathway(pathway).then(Mono.defer(award::due)).block();
        walk.awaitLooked(pathway);
        assertThat(walk.badges(pathway)).isEmpty();
    }

    @Test
    void givesNoBadgeWhileTheLogHasNotToldOfTheEdition() {
        var pathway = walk.published("{\"type\": \"anyOf\", \"n\": 9}", walk.site, walk.moorings);
        walk.earns(walk.site);
        walk.awaitLooked(pathway);
        purchases.run("update pathway set rule_n = 1, edition = 0 where id = $1", pathway);

        progress.dueByPathway(pathway).then(Mono.defer(award::due)).block();
        assertThat(purchases.count(
                        "select count(*) from pathway_progress where pathway = $1 and due_at is not null and attempts = 0",
                        pathway))
                .isEqualTo(1);
        assertThat(walk.badges(pathway)).isEmpty();

        walk.tell(pathway, 2, "published", "{\"type\": \"anyOf\", \"n\": 1}", walk.site, walk.moorings);
        assertThat(walk.credential(walk.awaitBadge(pathway))
                        .at("/credentialSubject/achievement/version")
                        .asString())
                .isEqualTo("2");
    }

    @Test
    void countsCreditAndKeepsWhatWasEarnedWhenThePathwayEnds() {
        var pathway = walk.published(
                "{\"type\": \"creditSum\", \"framework\": \"ECTS\", \"points\": 5}",
                walk.site,
                walk.moorings,
                walk.cables);
        walk.earns(walk.site);
        assertThat(walk.browser.get("/learning").body()).contains("2.5 of 5 ECTS");
        walk.earns(walk.cables);
        var badge = walk.awaitBadge(pathway);
        assertThat(walk.credential(badge)
                        .at("/credentialSubject/achievement/creditsAvailable")
                        .asInt())
                .isEqualTo(5);

        walk.tell(pathway, 2, "withdrawn", "{\"type\": \"allOf\"}", walk.site, walk.moorings, walk.cables);
        shop.await("select count(*) from pathway where id = '%s' and not listed".formatted(pathway), 1L);
        walk.awaitLooked(pathway);

        assertThat(walk.badges(pathway)).containsExactly(badge);
        assertThat(walk.browser.get("/learning").body()).contains("/badges/" + badge);
    }

    @Test
    void countsThePathwayThatIsAPartOnceItsBadgeIsEarnedAndNoLongerWhenThatIsRevoked() {
        var inner = walk.published("{\"type\": \"anyOf\", \"n\": 1}", walk.site, walk.moorings);
        var outer = UUID.randomUUID();
        walk.tell(outer, 1, "published", "{\"type\": \"allOf\"}", List.of(inner), walk.cables);
        shop.await("select count(*) from pathway where id = '%s'".formatted(outer), 1L);
        walk.earns(walk.cables);
        walk.awaitLooked(outer);
        assertThat(walk.badges(outer)).isEmpty();
        assertThat(walk.browser.get("/learning").body()).contains("1 of 2");

        var part = walk.earns(walk.site);
        var ofInner = walk.awaitBadge(inner);
        var badge = walk.awaitBadge(outer);
        assertThat(walk.credential(badge).path("evidence").valueStream().map(one -> Walk.id(one.path("id"))))
                .contains(ofInner)
                .hasSize(2);

        revoke.revoke(part, "Issued by mistake").block();

        walk.awaitRevoked(ofInner);
        walk.awaitRevoked(badge);
    }

    @Test
    void countsWhatWasCompletedBeforeThePathwayWasPublishedAndWhatWasClaimedSince() {
        walk.earns(walk.site);
        var asGuest = purchases.buysAsGuest(walk.learner, walk.moorings);
        graduates.completes(asGuest, 80);
        purchases.awaitBadge(asGuest);
        var pathway = walk.published("{\"type\": \"allOf\"}", walk.site, walk.moorings);
        walk.awaitLooked(pathway);
        assertThat(walk.badges(pathway)).isEmpty();

        purchases.claims(walk.learner, asGuest);
        purchases.run("delete from pathway_progress where pathway = $1", pathway);
        progress.dueByClaims().block();

        walk.awaitBadge(pathway);
    }

    @Test
    void isNobodyElsesBusiness() {
        walk.published("{\"type\": \"allOf\"}", walk.site, walk.moorings);
        walk.earns(walk.site);

        assertThat(LearnerBrowser.of(Purchases.learner("Bea Lind"), tokens)
                        .get("/learning")
                        .body())
                .doesNotContain("Offshore wind engineer");
    }
}
