package market.tessera.provider.worklist;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.worklist.BringFurther.Deed;
import market.tessera.provider.worklist.ReviewQueue.Waiting;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What waits for the person who is signed in; proposals and approved drafts one by one on their pages, or many at once here. */
@Controller
@RequestMapping("/portal/reviews")
class ReviewsPage {
    private static final int LONGEST_REASON = 500;

    private final ReviewQueue queue;
    private final BringFurther bringFurther;

    ReviewsPage(ReviewQueue queue, BringFurther bringFurther) {
        this.queue = queue;
        this.bringFurther = bringFurther;
    }

    /** @param all whether all that were shown are meant; {@code chosen} are those that were ticked */
    record Form(
            @Nullable List<String> chosen,
            @Nullable List<String> shown,
            @Nullable String all,
            @Nullable String deed,
            @Nullable String why) {
        Optional<Deed> meant() {
            return Stream.of(Deed.values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(deed))
                    .findFirst();
        }

        List<Choice> choices(Deed deed) {
            return Objects.requireNonNullElse(all == null ? chosen : shown, List.<String>of()).stream()
                    .limit(ReviewQueue.MOST)
                    .flatMap(text -> Choice.parse(text).stream())
                    .filter(deed::isFor)
                    .distinct()
                    .toList();
        }

        @Nullable
        String reason() {
            var said = Objects.requireNonNullElse(why, "").strip();
            return said.isEmpty() ? null : said.substring(0, Math.min(said.length(), LONGEST_REASON));
        }
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope,
            @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "0") long count,
            @RequestParam(defaultValue = "0") long left) {
        var known = Stream.of(Deed.values()).map(Deed::done).anyMatch(done::equals);
        return page(scope, false)
                .map(page -> page.modelAttribute("done", known ? done : "")
                        .modelAttribute("count", count)
                        .modelAttribute("left", left)
                        .build());
    }

    @PostMapping
    Mono<Rendering> bringFurther(ProviderScope scope, @ModelAttribute Form form) {
        return form.meant()
                .filter(deed -> !form.choices(deed).isEmpty())
                .map(deed -> bringFurther
                        .bring(scope, deed, form.choices(deed), form.reason())
                        .map(outcome -> Rendering.redirectTo("/portal/reviews?done=%s&count=%d&left=%d"
                                        .formatted(deed.done(), outcome.done(), outcome.left()))
                                .status(HttpStatus.SEE_OTHER)
                                .build()))
                .orElseGet(() -> page(scope, true)
                        .map(page -> page.modelAttribute("done", "")
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build()));
    }

    private Mono<Rendering.Builder<?>> page(ProviderScope scope, boolean nothingChosen) {
        return Mono.zip(
                        queue.of(scope).collectList(),
                        queue.stuck(scope).collectList(),
                        queue.again(scope).collectList())
                .map(known -> {
                    var waiting = known.getT1().stream().limit(ReviewQueue.MOST).toList();
                    return Rendering.view("provider-portal/reviews")
                            .modelAttribute("waiting", waiting)
                            .modelAttribute("more", known.getT1().size() > ReviewQueue.MOST)
                            .modelAttribute("most", ReviewQueue.MOST)
                            .modelAttribute("approvable", count(waiting, Deed.APPROVE))
                            .modelAttribute("publishable", count(waiting, Deed.PUBLISH))
                            .modelAttribute("nothingChosen", nothingChosen)
                            .modelAttribute("stuck", known.getT2())
                            .modelAttribute("again", known.getT3());
                });
    }

    private static long count(List<Waiting> waiting, Deed deed) {
        return waiting.stream().map(Waiting::choice).filter(deed::isFor).count();
    }
}
