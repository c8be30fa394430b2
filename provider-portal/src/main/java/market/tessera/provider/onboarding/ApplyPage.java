package market.tessera.provider.onboarding;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import market.tessera.platform.identity.Token;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Countries;
import market.tessera.provider.publicform.PublicForms;
import market.tessera.provider.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where an institution applies, and where the mailed link leads. Opening that page changes nothing, since mail programs open links too. */
@Controller
class ApplyPage {
    private final Apply apply;
    private final Applications applications;
    private final PublicForms forms;

    ApplyPage(Apply apply, Applications applications, PublicForms forms) {
        this.apply = apply;
        this.applications = applications;
        this.forms = forms;
    }

    @GetMapping("/portal/apply")
    Rendering show(Locale locale) {
        return page(ApplicationForm.blank(), List.of(), "", HttpStatus.OK, locale);
    }

    @PostMapping("/portal/apply")
    Mono<Rendering> apply(@ModelAttribute ApplicationForm form, ServerWebExchange exchange, Locale locale) {
        var mistakes = form.mistakes();
        if (!mistakes.isEmpty()) {
            return Mono.just(page(form, mistakes, "", HttpStatus.UNPROCESSABLE_CONTENT, locale));
        }
        return forms.judge(form.stamp(), form.website(), exchange).flatMap(verdict -> switch (verdict) {
            case PERSON -> Tenants.unbound(apply.apply(form, locale)).thenReturn(sent(form));
            case ROBOT -> Mono.just(sent(form));
            case AGAIN -> Mono.just(page(form, List.of(), "again", HttpStatus.UNPROCESSABLE_CONTENT, locale));
            case TOO_MANY -> Mono.just(page(form, List.of(), "tooMany", HttpStatus.TOO_MANY_REQUESTS, locale));
        });
    }

    @GetMapping("/portal/apply/confirm")
    Mono<Rendering> look(@RequestParam(defaultValue = "") String token) {
        return Tenants.unbound(applications.find(new Token(token)))
                .map(application -> Rendering.view("provider-portal/apply-confirm")
                        .modelAttribute("applied", application)
                        .modelAttribute("token", token)
                        .build())
                .defaultIfEmpty(gone());
    }

    /** What the page of the link sends back. */
    record Proof(@Nullable String token) {}

    @PostMapping("/portal/apply/confirm")
    Mono<Rendering> confirm(@ModelAttribute Proof proof, Locale locale) {
        return Tenants.unbound(apply.prove(new Token(Objects.requireNonNullElse(proof.token(), "")), locale))
                .map(path -> SeeOther.to(path))
                .defaultIfEmpty(gone());
    }

    private Rendering page(
            ApplicationForm form, List<String> mistakes, String refused, HttpStatus status, Locale locale) {
        return Rendering.view("provider-portal/apply")
                .status(status)
                .modelAttribute("form", form)
                .modelAttribute("mistakes", mistakes)
                .modelAttribute("refused", refused)
                .modelAttribute("stamp", forms.stamp())
                .modelAttribute("countries", Countries.options(ApplicationForm.trimmed(form.country()), locale))
                .build();
    }

    private static Rendering sent(ApplicationForm form) {
        return Rendering.view("provider-portal/apply-sent")
                .modelAttribute("email", ApplicationForm.trimmed(form.email()))
                .build();
    }

    private static Rendering gone() {
        return Rendering.view("provider-portal/apply-gone")
                .status(HttpStatus.GONE)
                .build();
    }
}
