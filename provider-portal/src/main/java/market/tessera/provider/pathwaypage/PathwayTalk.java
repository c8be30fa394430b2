package market.tessera.provider.pathwaypage;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.pathway.PathwayWork;
import market.tessera.provider.pathway.Pathways;
import market.tessera.provider.pathway.ReviewedPathways;
import market.tessera.provider.review.AskStandIn;
import market.tessera.provider.review.Comments;
import market.tessera.provider.review.Comments.Said;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What people say to each other about a pathway under work, and whom they ask to decide on it. */
@Controller
@RequestMapping("/portal/pathways/{pathway}")
class PathwayTalk {
    private final Pathways pathways;
    private final ReviewedPathways reviewed;
    private final Comments comments;
    private final AskStandIn askStandIn;

    PathwayTalk(Pathways pathways, ReviewedPathways reviewed, Comments comments, AskStandIn askStandIn) {
        this.pathways = pathways;
        this.reviewed = reviewed;
        this.comments = comments;
        this.askStandIn = askStandIn;
    }

    /** Who was chosen. */
    record Form(@Nullable UUID colleague) {}

    /** Nothing said changes nothing. */
    @PostMapping("/comments")
    Mono<Rendering> say(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Said said) {
        return voice(scope, pathway)
                .filter(_ -> !said.words().isEmpty())
                .flatMap(_ -> comments.add(pathway, said.about(PathwayWords.elements()), said.words(), scope.actor()))
                .thenReturn(back(pathway, "commented#comments"));
    }

    @PostMapping("/comments/{comment}/settle")
    Mono<Rendering> settle(ProviderScope scope, @PathVariable UUID pathway, @PathVariable long comment) {
        return voice(scope, pathway)
                .flatMap(_ -> comments.settle(pathway, comment, scope.actor()))
                .thenReturn(back(pathway, "settled#comments"));
    }

    @PostMapping("/stand-in")
    Mono<Rendering> ask(ProviderScope scope, @PathVariable UUID pathway, @ModelAttribute Form form) {
        return askStandIn
                .ask(reviewed, scope, pathway, form.colleague())
                .map(asked -> back(pathway, asked ? "stand-in" : "no-stand-in"));
    }

    private Mono<PathwayWork> voice(ProviderScope scope, UUID pathway) {
        return pathways.find(scope, pathway)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Comments.voices()));
    }

    private static Rendering back(UUID pathway, String done) {
        return SeeOther.to("/portal/pathways/" + pathway + "?done=" + done);
    }
}
