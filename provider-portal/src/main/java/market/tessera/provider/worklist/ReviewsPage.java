package market.tessera.provider.worklist;

import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What waits for the person who is signed in. */
@Controller
class ReviewsPage {
    private final ReviewQueue queue;

    ReviewsPage(ReviewQueue queue) {
        this.queue = queue;
    }

    @GetMapping("/portal/reviews")
    Mono<Rendering> show(ProviderScope scope) {
        return Mono.zip(
                        queue.of(scope).collectList(),
                        queue.stuck(scope).collectList(),
                        queue.again(scope).collectList())
                .map(known -> Rendering.view("provider-portal/reviews")
                        .modelAttribute("waiting", known.getT1())
                        .modelAttribute("stuck", known.getT2())
                        .modelAttribute("again", known.getT3())
                        .build());
    }
}
