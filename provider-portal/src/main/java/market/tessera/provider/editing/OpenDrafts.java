package market.tessera.provider.editing;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import java.util.function.Function;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.Work;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Offerings that somebody may change files of at this moment. */
@Component
class OpenDrafts {
    private final Drafts drafts;

    OpenDrafts(Drafts drafts) {
        this.drafts = drafts;
    }

    /** What is with its reviewers is looked at on its own page. Fails with 404 if there is no such offering for that person. */
    Mono<Rendering> with(ProviderScope scope, UUID id, Function<Work, Mono<Rendering>> then) {
        return drafts.find(scope, id)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR))
                .flatMap(work -> work.draft() == null || work.draft().state().editable()
                        ? then.apply(work)
                        : Mono.just(seeOther("/portal/offerings/" + id)));
    }

    static Rendering seeOther(String path) {
        return SeeOther.to(path);
    }
}
