package market.tessera.provider.details;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Countries;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderProfile.Kind;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where an institution's administrators say what it is called, where it is, and what its usual terms are. */
@Controller
@RequestMapping("/portal/settings/{provider}/details")
class DetailsPage {
    private final Providers providers;
    private final ChangeDetails changeDetails;
    private final MessageSource messages;

    DetailsPage(Providers providers, ChangeDetails changeDetails, MessageSource messages) {
        this.providers = providers;
        this.changeDetails = changeDetails;
        this.messages = messages;
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope,
            @PathVariable UUID provider,
            @RequestParam(defaultValue = "") String done,
            Locale locale) {
        scope.require(provider, Role.ADMINISTRATOR);
        return providers
                .find(provider)
                .map(found -> page(found, DetailsForm.of(found.profile()), List.of(), locale)
                        .modelAttribute("saved", "saved".equals(done))
                        .build());
    }

    @PostMapping
    Mono<Rendering> save(
            ProviderScope scope, @PathVariable UUID provider, @ModelAttribute DetailsForm form, Locale locale) {
        scope.require(provider, Role.ADMINISTRATOR);
        var mistakes = form.mistakes();
        return mistakes.isEmpty()
                ? changeDetails
                        .change(scope, provider, form::profile)
                        .thenReturn(SeeOther.to("/portal/settings/%s/details?done=saved".formatted(provider)))
                : providers
                        .find(provider)
                        .map(found -> page(found, form, mistakes, locale).build());
    }

    private Rendering.Builder<?> page(Provider provider, DetailsForm form, List<String> mistakes, Locale locale) {
        return Rendering.view("provider-portal/details")
                .status(mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("provider", provider)
                .modelAttribute("form", form)
                .modelAttribute("mistakes", mistakes)
                .modelAttribute(
                        "problems",
                        mistakes.stream()
                                .map(field ->
                                        Map.of("field", field, "message", say("details." + field + ".wrong", locale)))
                                .toList())
                .modelAttribute("countries", Countries.options(DetailsForm.text(form.country()), locale))
                .modelAttribute("kinds", kinds(DetailsForm.text(form.kind()), locale));
    }

    private List<Map<String, Object>> kinds(String chosen, Locale locale) {
        return Stream.concat(Stream.of(""), Arrays.stream(Kind.values()).map(DetailsForm::key))
                .map(key -> Map.<String, Object>of(
                        "value",
                        key,
                        "label",
                        key.isEmpty() ? "" : say("details.kind." + key, locale),
                        "selected",
                        key.equals(chosen)))
                .toList();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
