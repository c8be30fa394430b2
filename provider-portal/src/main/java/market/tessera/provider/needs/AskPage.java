package market.tessera.provider.needs;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import market.tessera.platform.identity.PersonName;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.needs.Need.Employer;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.publicform.PublicForms;
import market.tessera.provider.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where an employer tells a verified institution what its people should learn. */
@Controller
@RequestMapping("/portal/ask/{slug}")
class AskPage {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 4_000;
    private static final int SHORTEST_TEXT = 20;
    private static final int PER_INSTITUTION = 60;

    private final Needs needs;
    private final Providers providers;
    private final PublicForms forms;
    private final Throttle throttle;

    AskPage(Needs needs, Providers providers, PublicForms forms, Throttle throttle) {
        this.needs = needs;
        this.providers = providers;
        this.forms = forms;
        this.throttle = throttle;
    }

    /**
     * What was typed.
     *
     * @param website the field that people do not see
     */
    record Form(
            @Nullable String organisation,
            @Nullable String contact,
            @Nullable String email,
            @Nullable String title,
            @Nullable String details,
            @Nullable String people,
            @Nullable String stamp,
            @Nullable String website) {
        /** In the order of the fields. */
        List<String> mistakes() {
            var mistakes = new ArrayList<String>();
            if (trimmed(title).isEmpty() || trimmed(title).length() > LONGEST_LINE) {
                mistakes.add("title");
            }
            if (trimmed(details).length() < SHORTEST_TEXT || trimmed(details).length() > LONGEST_TEXT) {
                mistakes.add("details");
            }
            if (!trimmed(people).matches("|[1-9]\\d{0,4}")) {
                mistakes.add("people");
            }
            if (PersonName.parse(organisation).isEmpty()) {
                mistakes.add("organisation");
            }
            if (PersonName.parse(contact).isEmpty()) {
                mistakes.add("contact");
            }
            if (EmailAddress.parse(email).isEmpty()) {
                mistakes.add("email");
            }
            return mistakes;
        }

        Employer employer() {
            return new Employer(
                    PersonName.parse(organisation).orElseThrow().text(),
                    PersonName.parse(contact).orElseThrow().text(),
                    EmailAddress.parse(email).orElseThrow().text(),
                    trimmed(people).isEmpty() ? null : Integer.valueOf(trimmed(people)));
        }

        static String trimmed(@Nullable String typed) {
            return Objects.requireNonNullElse(typed, "").strip();
        }
    }

    @GetMapping
    Mono<Rendering> show(@PathVariable String slug) {
        return institution(slug)
                .map(institution -> page(
                        institution,
                        new Form(null, null, null, null, null, null, null, null),
                        List.of(),
                        "",
                        HttpStatus.OK));
    }

    @PostMapping
    Mono<Rendering> ask(@PathVariable String slug, @ModelAttribute Form form, ServerWebExchange exchange) {
        return institution(slug).flatMap(institution -> {
            var mistakes = form.mistakes();
            return mistakes.isEmpty()
                    ? forms.judge(form.stamp(), form.website(), exchange)
                            .flatMap(verdict -> answer(verdict, institution, form))
                    : Mono.just(page(institution, form, mistakes, "", HttpStatus.UNPROCESSABLE_CONTENT));
        });
    }

    private Mono<Rendering> answer(PublicForms.Verdict verdict, Provider institution, Form form) {
        return switch (verdict) {
            case PERSON -> keep(institution, form);
            case ROBOT -> Mono.just(sent(institution));
            case AGAIN -> Mono.just(page(institution, form, List.of(), "again", HttpStatus.UNPROCESSABLE_CONTENT));
            case TOO_MANY -> Mono.just(page(institution, form, List.of(), "tooMany", HttpStatus.TOO_MANY_REQUESTS));
        };
    }

    private Mono<Rendering> keep(Provider institution, Form form) {
        return throttle.take("ask:institution", institution.id().toString(), PER_INSTITUTION)
                .flatMap(free -> free
                        ? Tenants.unbound(needs.request(
                                        institution.id(),
                                        Form.trimmed(form.title()),
                                        Form.trimmed(form.details()),
                                        form.employer()))
                                .thenReturn(sent(institution))
                        : Mono.just(page(institution, form, List.of(), "tooMany", HttpStatus.TOO_MANY_REQUESTS)));
    }

    /** Nothing of an institution that is not verified is public, so it does not exist here. */
    private Mono<Provider> institution(String slug) {
        return Tenants.unbound(providers.findBySlug(slug))
                .filter(Provider::verified)
                .switchIfEmpty(notFound());
    }

    private Rendering page(Provider institution, Form form, List<String> mistakes, String refused, HttpStatus status) {
        return Rendering.view("provider-portal/ask")
                .status(status)
                .modelAttribute("institution", institution)
                .modelAttribute("form", form)
                .modelAttribute("mistakes", mistakes)
                .modelAttribute("refused", refused)
                .modelAttribute("stamp", forms.stamp())
                .build();
    }

    private static Rendering sent(Provider institution) {
        return Rendering.view("provider-portal/ask-sent")
                .modelAttribute("institution", institution)
                .build();
    }
}
