package market.tessera.provider.offeringpage;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.Work;
import market.tessera.provider.elements.Section;
import market.tessera.provider.review.Comments;
import market.tessera.provider.review.Comments.Said;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Comments on elements of a draft: authors and reviewers say and settle them, also while the draft is in review. */
@Controller
@RequestMapping("/portal/offerings/{id}/comments")
class CommentPages {
    private final Drafts drafts;
    private final Comments comments;

    CommentPages(Drafts drafts, Comments comments) {
        this.drafts = drafts;
        this.comments = comments;
    }

    /** Nothing said changes nothing. */
    @PostMapping
    Mono<Rendering> say(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Said said) {
        return voice(scope, id)
                .filter(_ -> !said.words().isEmpty())
                .flatMap(_ -> comments.add(id, said.about(Section.elements()), said.words(), scope.actor()))
                .thenReturn(back(id, "commented"));
    }

    @PostMapping("/{comment}/settle")
    Mono<Rendering> settle(ProviderScope scope, @PathVariable UUID id, @PathVariable long comment) {
        return voice(scope, id)
                .flatMap(_ -> comments.settle(id, comment, scope.actor()))
                .thenReturn(back(id, "settled"));
    }

    private Mono<Work> voice(ProviderScope scope, UUID id) {
        return drafts.find(scope, id)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Comments.voices()));
    }

    private static Rendering back(UUID id, String done) {
        return SeeOther.to("/portal/offerings/" + id + "?done=" + done + "#comments");
    }
}
