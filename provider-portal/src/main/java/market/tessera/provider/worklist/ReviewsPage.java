package market.tessera.provider.worklist;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.worklist.BringFurther.Deed;
import market.tessera.provider.worklist.ReviewQueue.Kind;
import market.tessera.provider.worklist.ReviewQueue.Waiting;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What waits for the person who is signed in; proposals and approved drafts one by one on their pages, or many at once here. */
@Controller
@RequestMapping("/portal/reviews")
class ReviewsPage {
    /** That are brought further by one request. */
    static final int MOST_AT_ONCE = 500;

    private final ReviewQueue queue;
    private final LookAfter lookAfter;
    private final BringFurther bringFurther;
    private final Clock clock;

    ReviewsPage(ReviewQueue queue, LookAfter lookAfter, BringFurther bringFurther, Clock clock) {
        this.queue = queue;
        this.lookAfter = lookAfter;
        this.bringFurther = bringFurther;
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @ModelAttribute Asked asked) {
        return page(scope, asked.wanted())
                .map(view -> view.modelAttribute("done", asked.deed())
                        .modelAttribute("count", Asked.number(asked.count()))
                        .modelAttribute("left", Asked.number(asked.left()))
                        .modelAttribute("unfinished", asked.more() != null)
                        .modelAttribute("why", "")
                        .modelAttribute("nothingChosen", false)
                        .build());
    }

    @PostMapping
    Mono<Rendering> bringFurther(ProviderScope scope, @ModelAttribute BringForm form) {
        return Mono.justOrEmpty(form.meant())
                .flatMap(deed -> choices(scope, form, deed)
                        .filter(choices -> !choices.isEmpty())
                        .flatMap(choices -> bringFurther(scope, form, deed, choices)))
                .switchIfEmpty(Mono.defer(() -> nothingChosen(scope, form)));
    }

    private Mono<List<Choice>> choices(ProviderScope scope, BringForm form, Deed deed) {
        var taken = deed.takes();
        if (form.everything() == null || taken == null) {
            return Mono.just(form.choices(deed));
        }
        return form.wanted().step() == null || form.wanted().step() == taken
                ? queue.choices(scope, form.wanted().at(taken), form.since(), MOST_AT_ONCE + 1)
                        .collectList()
                : Mono.just(List.of());
    }

    private Mono<Rendering> bringFurther(ProviderScope scope, BringForm form, Deed deed, List<Choice> choices) {
        var now = choices.stream().limit(MOST_AT_ONCE).toList();
        var address = form.wanted().url(1);
        return bringFurther
                .bring(scope, deed, now, form.reason())
                .map(outcome -> SeeOther.to(address
                        + (address.contains("?") ? "&" : "?")
                        + Asked.done(deed, outcome, choices.size() > now.size())));
    }

    private Mono<Rendering> nothingChosen(ProviderScope scope, BringForm form) {
        return page(scope, form.wanted())
                .map(view -> view.modelAttribute("done", "")
                        .modelAttribute("unfinished", false)
                        .modelAttribute("why", Objects.requireNonNullElse(form.why(), ""))
                        .modelAttribute("nothingChosen", true)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .build());
    }

    /** What there is to choose from. */
    record Offered(List<WorkflowState> steps, boolean bothKinds, List<String> sources) {
        static Offered of(List<Kind> kinds) {
            return new Offered(
                    kinds.stream().map(Kind::state).distinct().sorted().toList(),
                    kinds.stream().map(Kind::pathway).distinct().count() > 1,
                    kinds.stream()
                            .flatMap(kind -> Stream.ofNullable(kind.source()))
                            .distinct()
                            .toList());
        }

        public boolean isWorthwhile() {
            return steps.size() > 1 || bothKinds || !sources.isEmpty();
        }
    }

    /** Where one is in a long list. */
    record Paging(
            long from,
            long to,
            long total,
            @Nullable String previousUrl,
            @Nullable String nextUrl) {
        static Paging of(Wanted wanted, long shown, long total) {
            var before = (long) (wanted.page() - 1) * ReviewQueue.PAGE;
            return new Paging(
                    shown == 0 ? 0 : before + 1,
                    before + shown,
                    total,
                    wanted.page() > 1 ? wanted.url(wanted.page() - 1) : null,
                    before + shown < total && shown > 0 ? wanted.url(wanted.page() + 1) : null);
        }
    }

    private Mono<Rendering.Builder<?>> page(ProviderScope scope, Wanted wanted) {
        var seen = clock.instant();
        return Mono.zip(
                        queue.page(scope, wanted).collectList(),
                        queue.kinds(scope).collectList(),
                        lookAfter.stuck(scope).collectList(),
                        lookAfter.again(scope).collectList())
                .map(known -> list(wanted, known.getT1(), known.getT2())
                        .modelAttribute("seen", seen)
                        .modelAttribute("stuck", known.getT3())
                        .modelAttribute("again", known.getT4()));
    }

    private static Rendering.Builder<?> list(Wanted wanted, List<Waiting> waiting, List<Kind> kinds) {
        var meant = kinds.stream().filter(wanted::has).toList();
        return Rendering.view("provider-portal/reviews")
                .modelAttribute("wanted", wanted)
                .modelAttribute("offered", Offered.of(kinds))
                .modelAttribute("waiting", waiting)
                .modelAttribute("paging", Paging.of(wanted, waiting.size(), total(meant)))
                .modelAttribute("most", MOST_AT_ONCE)
                .modelAttribute("approvable", total(meant, WorkflowState.IN_REVIEW))
                .modelAttribute("publishable", total(meant, WorkflowState.APPROVED));
    }

    private static long total(List<Kind> kinds, WorkflowState state) {
        return total(kinds.stream().filter(kind -> kind.state() == state).toList());
    }

    private static long total(List<Kind> kinds) {
        return kinds.stream().mapToLong(Kind::total).sum();
    }
}
