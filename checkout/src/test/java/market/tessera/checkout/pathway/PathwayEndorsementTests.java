package market.tessera.checkout.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@CheckoutTest
class PathwayEndorsementTests {
    @Autowired
    Purchases purchases;

    @Autowired
    Shop shop;

    @Autowired
    AutowireCapableBeanFactory beans;

    private Walk walk;
    private UUID board;

    @BeforeEach
    void threeCoursesAndAnotherInstitution() {
        walk = new Walk(beans);
        board = purchases.course("Anything").provider();
    }

    @Test
    void putsWhatAnotherInstitutionSaysOfAnEditionIntoTheBadgesOfThatEditionAlone() {
        var pathway = walk.published("{\"type\": \"anyOf\", \"n\": 1}", walk.site, walk.moorings);
        var asking = administrator(walk.site.provider());
        var answering = administrator(board);
        var theirs = "/checkout/connections/%s/endorsements".formatted(walk.site.provider());
        var ours = "/checkout/connections/%s/endorsements".formatted(board);
        var asked = Map.of("award", pathway.toString(), "endorser", board.toString(), "note", "Yards ask for it.");

        assertThat(asking.get(theirs).block().body())
                .contains("<optgroup label=\"Pathways\">", "Offshore wind engineer");
        assertThat(asking.post(theirs, asked).block().location()).endsWith("done=asked");
        assertThat(asking.post(theirs, asked).block().location()).endsWith("done=notAsked");
        assertThat(administrator(board).post(ours, asked).block().location())
                .as("somebody else's pathway")
                .endsWith("done=notAsked");
        var page = answering.get(ours).block();
        assertThat(page.body()).contains("Professional certificate in offshore wind", "Yards ask for it.");
        answering
                .post(
                        page.first("action=\"(/checkout/connections/[^\"]+/answer)\""),
                        Map.of("answer", "give", "comment", "Sound <work>."))
                .block();

        walk.earns(walk.site);
        var badge = walk.awaitBadge(pathway);
        var achievement = walk.credential(badge).at("/credentialSubject/achievement");
        assertThat(achievement.at("/endorsement/0/credentialSubject/id")).isEqualTo(achievement.path("id"));
        assertThat(achievement.path("version").asString()).isEqualTo("1");
        var certifies = "/badges/achievements/pathways/%s/1".formatted(pathway);
        assertThat(walk.anyone.get("/badges/" + badge).body())
                .contains("This badge is genuine", "Endorsed by", "Sound &lt;work&gt;.", certifies);
        assertThat(walk.anyone.get(certifies).body())
                .contains("Professional certificate in offshore wind", "Site assessment", "Sound &lt;work&gt;.");

        walk.tell(pathway, 2, "published", "{\"type\": \"anyOf\", \"n\": 1}", walk.cables);
        shop.await("select count(*) from pathway where id = '%s' and edition = 2".formatted(pathway), 1L);
        assertThat(walk.anyone.get(certifies.replaceAll("1$", "2")).body())
                .contains("Subsea cables", "No other institution has endorsed this edition")
                .doesNotContain("Site assessment");
        assertThat(walk.anyone.get(certifies).body()).contains("Site assessment", "Sound &lt;work&gt;.");
    }

    @Test
    void tellsTheLogOfEveryStepThatWasTaken() {
        var asking = administrator(walk.site.provider());
        var answering = administrator(board);
        var theirs = "/checkout/connections/%s/endorsements".formatted(walk.site.provider());
        var ours = "/checkout/connections/%s/endorsements".formatted(board);
        asking.post(
                        theirs,
                        Map.of(
                                "award",
                                walk.site.offering().toString(),
                                "endorser",
                                board.toString(),
                                "note",
                                "Please."))
                .block();
        var answer = answering.get(ours).block().first("action=\"(/checkout/connections/[^\"]+/answer)\"");

        answering
                .post(answer, Map.of("answer", "give", "comment", "Sound work."))
                .block();
        answering.post(answer, Map.of("answer", "decline")).block();
        var withdrawal = answering.get(ours).block().first("action=\"(/checkout/connections/[^\"]+/withdrawal)\"");
        answering.post(withdrawal, Map.of()).block();
        answering.post(withdrawal, Map.of()).block();

        assertThat(purchases.one("""
                        select string_agg(version || ' ' || (data->>'state'), ', ' order by id) from event_log
                        where type = 'endorsement.updated' and data->'endorser'->>'id' = $1
                        """, String.class, board.toString())).isEqualTo("1 asked, 2 given, 3 withdrawn");
    }

    private Browser administrator(UUID provider) {
        return shop.signedIn(new Person(
                UUID.randomUUID(), Kind.STAFF, "maren@example.org", "Maren", Set.of(provider + ":administrator")));
    }
}
