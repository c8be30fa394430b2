package market.tessera.checkout.showcase;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.badge.Criteria;
import market.tessera.checkout.badge.Fact;
import market.tessera.checkout.endorsement.EndorsedEdition;
import market.tessera.checkout.endorsement.Endorsement;
import market.tessera.checkout.endorsement.Endorsements;
import market.tessera.checkout.offer.Editions;
import market.tessera.checkout.showcase.AchievementView.About;
import market.tessera.platform.page.Markdown;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What is achieved by an edition of a course, whoever has achieved it, and which institutions vouch for it. */
@Controller
class AchievementPage {
    private static final MediaType JSON_LD = MediaType.parseMediaType("application/vc+ld+json");

    private final Editions editions;
    private final Endorsements endorsements;
    private final Criteria criteria;
    private final MessageSource words;
    private final String origin;

    AchievementPage(
            Editions editions,
            Endorsements endorsements,
            Criteria criteria,
            MessageSource words,
            @Value("${tessera.public-url}") String origin) {
        this.editions = editions;
        this.endorsements = endorsements;
        this.criteria = criteria;
        this.words = words;
        this.origin = origin;
    }

    @GetMapping("/badges/achievements/{offering}/{edition:\\d{1,9}}")
    Mono<Rendering> page(@PathVariable UUID offering, @PathVariable int edition, Locale locale) {
        return editions.find(offering, edition)
                .zipWith(endorsements
                        .inForce(new EndorsedEdition.Course(offering, edition))
                        .collectList())
                .map(found ->
                        page(found.getT1(), edition, found.getT2(), locale).shown())
                .switchIfEmpty(notFound());
    }

    /** An endorsement as it was signed, withdrawn or not: its status list says which. */
    @GetMapping("/badges/endorsements/{id:[0-9a-f-]{36}}")
    Mono<ResponseEntity<String>> endorsement(@PathVariable UUID id) {
        return endorsements
                .credential(id)
                .map(credential -> ResponseEntity.ok()
                        .contentType(JSON_LD)
                        .header("Access-Control-Allow-Origin", "*")
                        .body(credential))
                .switchIfEmpty(notFound());
    }

    private AchievementView page(JsonNode edition, int number, List<Endorsement> inForce, Locale locale) {
        var elements = edition.path("elements");
        var narrative = criteria.narrative(elements);
        return new AchievementView(
                elements.path("title").asString(edition.path("title").asString("")),
                edition.at("/provider/name").asString(""),
                number,
                elements.path("summary").asString(""),
                Markdown.toHtml(DescribeBadge.outcomes(narrative)),
                Fact.of(elements, words, locale),
                new About(
                        "badge.offering",
                        origin + "/offerings/" + edition.path("slug").asString("")),
                inForce);
    }
}
