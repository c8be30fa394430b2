package market.tessera.checkout.showcase;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.endorsement.EndorsedEdition;
import market.tessera.checkout.endorsement.Endorsement;
import market.tessera.checkout.endorsement.Endorsements;
import market.tessera.checkout.pathway.PathwayEditions;
import market.tessera.checkout.pathway.PathwayEditions.Edition;
import market.tessera.checkout.showcase.AchievementView.About;
import market.tessera.platform.page.Markdown;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What is achieved by an edition of a pathway, whoever has achieved it, and which institutions vouch for it. */
@Controller
class PathwayAchievementPage {
    private final PathwayEditions editions;
    private final Endorsements endorsements;
    private final String origin;

    PathwayAchievementPage(
            PathwayEditions editions, Endorsements endorsements, @Value("${tessera.public-url}") String origin) {
        this.editions = editions;
        this.endorsements = endorsements;
        this.origin = origin;
    }

    @GetMapping("/badges/achievements/pathways/{pathway}/{edition:\\d{1,9}}")
    Mono<Rendering> page(@PathVariable UUID pathway, @PathVariable int edition) {
        var meant = new EndorsedEdition.Pathway(pathway, edition);
        return editions.find(meant)
                .zipWith(endorsements.inForce(meant).collectList())
                .map(found -> page(found.getT1(), edition, found.getT2()).shown())
                .switchIfEmpty(notFound());
    }

    private AchievementView page(Edition pathway, int number, List<Endorsement> inForce) {
        var parts = pathway.parts().stream().map(part -> "- " + part).collect(Collectors.joining("\n"));
        return new AchievementView(
                pathway.title(),
                pathway.provider(),
                number,
                pathway.summary(),
                Markdown.toHtml(pathway.rule() + "\n\n" + parts),
                List.of(),
                new About("achievement.pathways", origin + "/institutions/" + pathway.providerSlug()),
                inForce);
    }
}
