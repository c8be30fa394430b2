package market.tessera.checkout.showcase;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import market.tessera.checkout.badge.ShowBadge;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The button with which learners show or hide a badge of theirs. */
@Controller
class BadgeSharing {
    private final ShowBadge show;

    BadgeSharing(ShowBadge show) {
        this.show = show;
    }

    /** @param from the page that the button is on */
    record Choice(boolean shown, @Nullable String from) {}

    @PostMapping("/badges/{id:[0-9a-f-]{36}}/sharing")
    Mono<Rendering> choose(
            @PathVariable UUID id, @ModelAttribute Choice choice, @AuthenticationPrincipal Person learner) {
        return show.show(id, learner.id(), choice.shown())
                .filter(own -> own)
                .switchIfEmpty(notFound())
                .map(_ -> SeeOther.to("learning".equals(choice.from()) ? "/learning" : "/badges/" + id));
    }
}
