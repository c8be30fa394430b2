package market.tessera.checkout.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import reactor.core.publisher.Flux;

@CheckoutTest
class PathwayRevocationTests {
    @Autowired
    Purchases purchases;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Shop shop;

    @Autowired
    RevokeBadge revoke;

    @Autowired
    Progress progress;

    @Autowired
    AwardPathway award;

    private Walk walk;

    @BeforeEach
    void threeCourses() {
        walk = new Walk(beans);
    }

    @Test
    void isRevokedForGoodAtTheDeskOfItsProviderAndNoOther() {
        var pathway = walk.published("{\"type\": \"allOf\"}", walk.site, walk.moorings);
        var part = walk.earns(walk.site);
        walk.earns(walk.moorings);
        var badge = walk.awaitBadge(pathway);
        var order = purchases.one(
                "select e.order_id from enrollment e join badge b on b.enrollment = e.id where b.id = $1",
                UUID.class,
                part);
        var file = "/checkout/desk/orders/" + order;
        var finance = desk(walk.site.provider());
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
        walk.awaitLooked(pathway);

        assertThat(walk.anyone.get("/badges/" + badge).body())
                .contains("This badge has been revoked", "Copied in the exam");
        assertThat(purchases.count("select count(*) from outbox_mail where key = $1", "badge-revoked-" + badge))
                .as("its learner is told, once")
                .isEqualTo(1);
        assertThat(walk.badges(pathway)).as("the rule is met as before").isEmpty();
        assertThat(finance.get(file).block().body()).doesNotContain("Professional certificate in offshore wind");
    }

    @Test
    void takesTheBadgeBackWhenAPartIsRevokedAndTheRuleIsNotMetAnyMore() {
        var pathway = walk.published("{\"type\": \"allOf\"}", walk.site, walk.moorings);
        walk.earns(walk.site);
        var part = walk.earns(walk.moorings);
        var badge = walk.awaitBadge(pathway);

        revoke.revoke(part, "Issued by mistake").block();

        walk.awaitRevoked(badge);
        assertThat(walk.anyone.get("/badges/" + badge).body())
                .contains("This badge has been revoked", "A badge that it was made of was revoked");
        assertThat(walk.browser.get("/learning").body()).contains("1 of 2", "Your badge was taken back");
    }

    @Test
    void givesAnotherBadgeWhenTheRuleIsStillMetByOtherParts() {
        var pathway = walk.published("{\"type\": \"anyOf\", \"n\": 2}", walk.site, walk.moorings, walk.cables);
        var revoked = walk.earns(walk.site);
        walk.earns(walk.moorings);
        var badge = walk.awaitBadge(pathway);
        walk.earns(walk.cables);
        walk.awaitLooked(pathway);
        assertThat(walk.badges(pathway)).containsExactly(badge);

        revoke.revoke(revoked, "Issued by mistake").block();

        walk.awaitRevoked(badge);
        var next = walk.awaitBadge(pathway);
        assertThat(walk.credential(next).path("evidence").valueStream().map(one -> Walk.id(one.path("id"))))
                .hasSize(2)
                .doesNotContain(revoked);
    }

    private Browser desk(UUID provider) {
        return shop.signedIn(
                new Person(UUID.randomUUID(), Kind.STAFF, "finn@example.org", "Finn", Set.of(provider + ":finance")));
    }
}
