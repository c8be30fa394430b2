package market.tessera.provider.onboarding;

import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where an institution's administrators see how its verification stands, and answer the operator. */
@Controller
@RequestMapping("/portal/settings/{provider}/verification")
class VerificationPage {
    private static final int LONGEST_ANSWER = 4_000;

    private final Decide decide;
    private final Verifications verifications;
    private final Providers providers;

    VerificationPage(Decide decide, Verifications verifications, Providers providers) {
        this.decide = decide;
        this.verifications = verifications;
        this.providers = providers;
    }

    /** What was typed. */
    record Answer(@Nullable String said) {
        String text() {
            return Objects.requireNonNullElse(said, "").strip();
        }

        boolean fits() {
            return !text().isEmpty() && text().length() <= LONGEST_ANSWER;
        }
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID provider) {
        scope.requireAdministration(provider);
        return page(provider, new Answer(null), false);
    }

    @PostMapping
    Mono<Rendering> answer(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute Answer answer) {
        scope.requireAdministration(provider);
        return answer.fits()
                ? decide.answer(scope, provider, answer.text())
                        .thenReturn(SeeOther.to("/portal/settings/" + provider + "/verification"))
                : page(provider, answer, true);
    }

    private Mono<Rendering> page(UUID provider, Answer answer, boolean mistaken) {
        return Mono.zip(providers.find(provider), verifications.of(provider).collectList())
                .map(found -> Rendering.view("provider-portal/verification")
                        .status(mistaken ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                        .modelAttribute("provider", found.getT1())
                        .modelAttribute("entries", found.getT2())
                        .modelAttribute("said", answer.text())
                        .modelAttribute("mistaken", mistaken)
                        .build());
    }
}
