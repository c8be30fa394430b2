package market.tessera.provider.editing;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.Markdown;
import market.tessera.provider.elements.ElementWords;
import market.tessera.provider.governance.Drafts;
import market.tessera.provider.intake.Intakes;
import market.tessera.provider.offering.Intake;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What learners will read. */
@Controller
class PreviewPage {
    /** These stand at the top of the page rather than among the facts. */
    private static final Set<String> APART = Set.of("title", "summary", "description", "outcomes");

    private final Drafts drafts;
    private final Intakes intakes;
    private final ElementWords words;

    PreviewPage(Drafts drafts, Intakes intakes, ElementWords words) {
        this.drafts = drafts;
        this.intakes = intakes;
        this.words = words;
    }

    @GetMapping("/portal/offerings/{id}/preview")
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id, Locale locale) {
        return drafts.find(scope, id)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .zipWith(intakes.open(id).map(Intake::terms).collectList())
                .map(known -> Rendering.view("provider-portal/preview")
                        .modelAttribute("work", known.getT1())
                        .modelAttribute("elements", known.getT1().elements())
                        .modelAttribute("html", html(known.getT1().elements().description()))
                        .modelAttribute(
                                "said",
                                words.all(known.getT1().elements(), locale).stream()
                                        .filter(said -> !APART.contains(said.element()))
                                        .toList())
                        .modelAttribute("runs", known.getT2())
                        .build());
    }

    private static String html(@org.jspecify.annotations.Nullable String markdown) {
        return markdown == null ? "" : Markdown.toHtml(markdown);
    }
}
