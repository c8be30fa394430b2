package market.tessera.provider.insight;

import java.util.UUID;
import market.tessera.provider.offering.ProviderStanding;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The operator's list of institutions: who is verified, on what evidence, and who is not any more. */
@Controller
class ProvidersPage {
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_EVIDENCE = 1_000;
    private static final int LAST_PAGE = 10_000;

    private final ProviderDirectory directory;
    private final ProviderStanding standing;

    ProvidersPage(ProviderDirectory directory, ProviderStanding standing) {
        this.directory = directory;
        this.standing = standing;
    }

    /** What was typed. */
    record Form(@Nullable String evidence) {
        boolean complete() {
            return evidence != null && !evidence.isBlank() && evidence.length() <= LONGEST_EVIDENCE;
        }
    }

    @GetMapping("/portal/providers")
    Mono<Rendering> show(
            ProviderScope scope,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") String page) {
        scope.requireOperator();
        var number = page.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(page), 1, LAST_PAGE) : 1;
        var text = q.substring(0, Math.min(LONGEST_TEXT, q.length())).strip();
        return list(scope, text, number, "").map(Rendering.Builder::build);
    }

    @PostMapping("/portal/providers/{id}/verify")
    Mono<Rendering> verify(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        scope.requireOperator();
        var evidence = form.evidence();
        return evidence != null && form.complete()
                ? standing.verify(id, evidence.strip()).thenReturn(back())
                : list(scope, "", 1, id.toString())
                        .map(rendering -> rendering
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build());
    }

    @PostMapping("/portal/providers/{id}/suspend")
    Mono<Rendering> suspend(ProviderScope scope, @PathVariable UUID id) {
        scope.requireOperator();
        return standing.withdrawVerification(id).thenReturn(back());
    }

    private Mono<Rendering.Builder<?>> list(ProviderScope scope, String text, int page, String lacking) {
        return directory
                .all(scope, text, page)
                .collectList()
                .map(found -> Rendering.view("provider-portal/providers")
                        .modelAttribute("text", text)
                        .modelAttribute(
                                "rows",
                                found.stream().limit(ProviderDirectory.PAGE).toList())
                        .modelAttribute("lacking", lacking)
                        .modelAttribute("pageNumber", page)
                        .modelAttribute("more", found.size() > ProviderDirectory.PAGE));
    }

    private static Rendering back() {
        return Rendering.redirectTo("/portal/providers")
                .status(HttpStatus.SEE_OTHER)
                .build();
    }
}
