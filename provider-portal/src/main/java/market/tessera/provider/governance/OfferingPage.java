package market.tessera.provider.governance;

import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.elements.Section;
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

    OfferingPage(Overview overview) {
        this.overview = overview;
    }

    @GetMapping("/portal/offerings/{id}")
    Mono<Rendering> show(
            ProviderScope scope,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String done,
            Locale locale) {
        return overview.of(scope, id, locale)
                .map(view -> Rendering.view(VIEW)
                        .modelAttribute("view", view)
                        .modelAttribute("elements", Section.elements())
                        .modelAttribute("done", done != null && done.matches("[a-z-]{1,20}") ? done : "")
                        .build());
    }
}
