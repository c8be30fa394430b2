package market.tessera.provider.offeringpage;

import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.elements.Section;
import market.tessera.provider.needs.Needs;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** One offering: where it stands, what happened, who is next, how it differs from what is public, and what one may do about it. */
@Controller
class OfferingPage {
    static final String VIEW = "provider-portal/offering";

    private final Overview overview;
    private final Needs needs;

    OfferingPage(Overview overview, Needs needs) {
        this.overview = overview;
        this.needs = needs;
    }

    @GetMapping("/portal/offerings/{id}")
    Mono<Rendering> show(
            ProviderScope scope,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String done,
            Locale locale) {
        return overview.of(scope, id, locale)
                .zipWhen(_ -> needs.behind(id).collectList())
                .map(known -> Rendering.view(VIEW)
                        .modelAttribute("view", known.getT1())
                        .modelAttribute("needs", known.getT2())
                        .modelAttribute("elements", Section.elements())
                        .modelAttribute("done", done != null && done.matches("[a-z-]{1,20}") ? done : "")
                        .build());
    }
}
