package market.tessera.checkout.pathway;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A learner, three courses of one provider, and pathways that are made of them. */
final class Walk {
    private static final JsonMapper JSON = new JsonMapper();

    final Person learner = Purchases.learner("Amara Okafor");
    final LearnerBrowser anyone = LearnerBrowser.anonymous();
    final LearnerBrowser browser;
    final Course site;
    final Course moorings;
    final Course cables;
    private final Purchases purchases;
    private final Graduates graduates;
    private final Shop shop;

    Walk(AutowireCapableBeanFactory beans) {
        purchases = beans.getBean(Purchases.class);
        graduates = beans.getBean(Graduates.class);
        shop = beans.getBean(Shop.class);
        browser = LearnerBrowser.of(learner, beans.getBean(SessionTokens.class));
        site = purchases.course("Site assessment");
        moorings = purchases.anotherOf(site, "Foundations and moorings");
        cables = purchases.anotherOf(site, "Subsea cables");
    }

    UUID published(String rule, Course... courses) {
        var pathway = UUID.randomUUID();
        tell(pathway, 1, "published", rule, courses);
        shop.await("select count(*) from pathway where id = '%s'".formatted(pathway), 1L);
        return pathway;
    }

    void tell(UUID pathway, long version, String status, String rule, Course... courses) {
        tell(pathway, version, status, rule, List.of(), courses);
    }

    void tell(UUID pathway, long version, String status, String rule, List<UUID> contained, Course... courses) {
        shop.catalog().append("catalog", "pathway." + status, pathway, version, """
                {"id": "%s", "slug": "offshore-wind", "status": "%s", "edition": %d, "title": "Offshore wind engineer", "summary": "From the sea bed up.",
                 "provider": {"id": "%s", "slug": "%s", "name": "Glenmore College"}, "rule": %s, "offerings": [%s], "pathways": [%s],
                 "award": {"name": "Professional certificate in offshore wind"}}
                """.formatted(
                        pathway,
                        status,
                        version,
                        site.provider(),
                        site.slug(),
                        rule,
                        Stream.of(courses)
                                .map(course -> "\"" + course.offering() + "\"")
                                .collect(Collectors.joining(", ")),
                        contained.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", "))));
    }

    UUID earns(Course course) {
        var bought = purchases.buys(learner, course);
        graduates.completes(bought, 88);
        return purchases.awaitBadge(bought);
    }

    UUID awaitBadge(UUID pathway) {
        shop.await("select count(*) from badge where pathway = '%s' and revoked_at is null".formatted(pathway), 1L);
        return badges(pathway).getFirst();
    }

    /** Until everything that has happened so far was looked at. */
    void awaitLooked(UUID pathway) {
        await().atMost(Shop.PATIENCE).until(() -> purchases.count("""
                select count(*) from pathway_progress where pathway = $1 and due_at is null
                """, pathway) == 1);
    }

    void awaitRevoked(UUID badge) {
        shop.await("select count(*) from badge where id = '%s' and revoked_at is not null".formatted(badge), 1L);
    }

    List<UUID> badges(UUID pathway) {
        return Stream.of(purchases.one(
                        "select coalesce(array_agg(id), '{}') from badge where pathway = $1 and revoked_at is null",
                        UUID[].class,
                        pathway))
                .toList();
    }

    JsonNode credential(UUID badge) {
        return JSON.readTree(
                anyone.get("/badges/" + badge, "application/vc+ld+json").body());
    }

    static UUID id(JsonNode address) {
        return UUID.fromString(address.asString().substring(address.asString().length() - 36));
    }
}
