package market.tessera.provider.onboarding;

import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The operator's list of institutions: first those that wait for a decision, then those whose verification is due, then all others. */
@Controller
class ProvidersPage {
    private static final int LONGEST_TEXT = 200;
    private static final int LAST_PAGE = 10_000;

    private final ProviderDirectory directory;

    ProvidersPage(ProviderDirectory directory) {
        this.directory = directory;
    }

    @GetMapping("/portal/providers")
    Mono<Rendering> show(
            ProviderScope scope,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") String page) {
        scope.requireOperator();
        var number = page.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(page), 1, LAST_PAGE) : 1;
        var text = q.substring(0, Math.min(LONGEST_TEXT, q.length())).strip();
        return directory
                .all(scope, text, number)
                .collectList()
                .map(found -> Rendering.view("provider-portal/providers")
                        .modelAttribute("text", text)
                        .modelAttribute(
                                "rows",
                                found.stream().limit(ProviderDirectory.PAGE).toList())
                        .modelAttribute("pageNumber", number)
                        .modelAttribute("more", found.size() > ProviderDirectory.PAGE)
                        .build());
    }
}
