package market.tessera.checkout.learning;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import market.tessera.checkout.badge.ShowBadge;
import market.tessera.checkout.badge.ShowBadge.Marked;
import market.tessera.checkout.pathway.PathwayShelf;
import market.tessera.checkout.review.Review;
import market.tessera.checkout.review.Reviews;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The learner's own page; who is not signed in is told how courses get here. */
@Controller
class LearningPage {
    private final Shelf shelf;
    private final ShowBadge badges;
    private final PathwayShelf pathways;
    private final StandingInLine lines;
    private final Reviews reviews;

    LearningPage(Shelf shelf, ShowBadge badges, PathwayShelf pathways, StandingInLine lines, Reviews reviews) {
        this.shelf = shelf;
        this.badges = badges;
        this.pathways = pathways;
        this.lines = lines;
        this.reviews = reviews;
    }

    /** @param done what has just come to be: a place that was bought by an organisation was taken up */
    @GetMapping("/learning")
    Mono<Rendering> shelf(
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal @Nullable Person learner,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return learner == null
                ? Mono.just(Rendering.view("checkout/learning-guest").build())
                : Mono.zip(
                                shelf.of(learner.id(), locale),
                                badges.marked(learner.id()),
                                pathways.of(learner.id(), locale),
                                lines.of(learner.id(), locale),
                                reviews.ofLearner(learner.id()).collectMap(Review::enrollment))
                        .map(found -> Rendering.view("checkout/learning")
                                .modelAttribute("joined", done.equals("joined"))
                                .modelAttribute("places", found.getT1())
                                .modelAttribute("hidden", addresses(found.getT2(), Marked::hidden))
                                .modelAttribute("revoked", addresses(found.getT2(), Marked::revoked))
                                .modelAttribute("pathways", found.getT3())
                                .modelAttribute("waiting", found.getT4())
                                .modelAttribute("reviews", found.getT5())
                                .build());
    }

    private static Set<String> addresses(List<Marked> badges, Predicate<Marked> which) {
        return badges.stream()
                .filter(which)
                .map(badge -> "/badges/" + badge.id())
                .collect(Collectors.toSet());
    }
}
