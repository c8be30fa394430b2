package market.tessera.provider.offeringpage;

import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.review.AskStandIn;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The form of an offering's page by which an administrator asks somebody else to decide. */
@Controller
class StandInPages {
    private final AskStandIn askStandIn;
    private final ReviewedOfferings offerings;

    StandInPages(AskStandIn askStandIn, ReviewedOfferings offerings) {
        this.askStandIn = askStandIn;
        this.offerings = offerings;
    }

    /** Who was chosen. */
    record Form(@Nullable UUID colleague) {}

    @PostMapping("/portal/offerings/{id}/stand-in")
    Mono<Rendering> ask(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        return askStandIn
                .ask(offerings, scope, id, form.colleague())
                .map(asked -> SeeOther.to("/portal/offerings/" + id + "?done=" + (asked ? "stand-in" : "no-stand-in")));
    }
}
