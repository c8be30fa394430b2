package market.tessera.provider.offeringpage;

import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.elements.Section;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** An offering's page as it is now, with what was refused and why, and with what was typed. */
@Component
class RefusedPage {
    private final Overview overview;

    RefusedPage(Overview overview) {
        this.overview = overview;
    }

    /** @param why its words are under {@code refused.} of the message bundle */
    Mono<Rendering> of(String why, HttpStatus status, ProviderScope scope, UUID id, Typed typed, Locale locale) {
        return overview.of(scope, id, locale)
                .map(view -> Rendering.view(OfferingPage.VIEW)
                        .status(status)
                        .modelAttribute("view", view)
                        .modelAttribute("elements", Section.elements())
                        .modelAttribute("done", "")
                        .modelAttribute("refused", why)
                        .modelAttribute("typed", typed)
                        .build());
    }
}
