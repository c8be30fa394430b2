package market.tessera.checkout.learning;

import java.util.Locale;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The learner's own page; who is not signed in is told how courses get here. */
@Controller
class LearningController {
    private final Shelf shelf;

    LearningController(Shelf shelf) {
        this.shelf = shelf;
    }

    @GetMapping("/learning")
    Mono<Rendering> shelf(
            @AuthenticationPrincipal @Nullable Person learner, Locale locale, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return learner == null
                ? Mono.just(Rendering.view("checkout/learning-guest").build())
                : shelf.of(learner.id(), locale)
                        .map(places -> Rendering.view("checkout/learning")
                                .modelAttribute("places", places)
                                .build());
    }
}
