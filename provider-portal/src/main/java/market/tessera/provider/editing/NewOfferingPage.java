package market.tessera.provider.editing;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.needs.Needs;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Employer;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where an offering begins: with a title. Everything else is the editor's. */
@Controller
class NewOfferingPage {
    private static final int LONGEST_TITLE = 200;

    private final StartOffering startOffering;
    private final Members members;
    private final Needs needs;
    private final Templates templates;

    NewOfferingPage(StartOffering startOffering, Members members, Needs needs, Templates templates) {
        this.templates = templates;
        this.startOffering = startOffering;
        this.members = members;
        this.needs = needs;
    }

    /** @param need that the offering is to answer; null where there is none */
    record Form(
            @Nullable String title,
            @Nullable UUID provider,
            @Nullable UUID need,
            @Nullable UUID template) {
        String trimmed() {
            return Objects.requireNonNullElse(title, "").strip();
        }

        boolean complete() {
            return !trimmed().isEmpty() && trimmed().length() <= LONGEST_TITLE && provider != null;
        }
    }

    @GetMapping("/portal/offerings/new")
    Mono<Rendering> show(ProviderScope scope, @RequestParam(required = false) @Nullable UUID need) {
        return Mono.justOrEmpty(need)
                .flatMap(id -> needs.find(scope, id).switchIfEmpty(notFound()))
                .map(found -> new Form(found.title(), found.provider(), found.id(), null))
                .defaultIfEmpty(new Form(null, null, null, null))
                .flatMap(form -> page(scope, form, HttpStatus.OK));
    }

    @PostMapping("/portal/offerings/new")
    Mono<Rendering> create(ProviderScope scope, @ModelAttribute Form form) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        if (!form.complete()) {
            return page(scope, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var provider = Objects.requireNonNull(form.provider());
        return beginning(scope, provider, form)
                .flatMap(elements -> startOffering.start(scope, provider, elements, form.need()))
                .map(id -> SeeOther.to("/portal/offerings/" + id + "/edit"))
                .switchIfEmpty(Mono.defer(() -> page(scope, form, HttpStatus.CONFLICT)));
    }

    /** A template of another provider, or one that was removed meanwhile, says nothing. */
    private Mono<Elements> beginning(ProviderScope scope, UUID provider, Form form) {
        return Mono.justOrEmpty(form.template())
                .flatMap(template -> templates.find(scope, provider, template))
                .map(known -> Templates.titled(known, form.trimmed()))
                .defaultIfEmpty(Elements.titled(form.trimmed()));
    }

    private Mono<Rendering> page(ProviderScope scope, Form form, HttpStatus status) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        var writesFor = Set.of(scope.providers(Role.AUTHOR, Role.ADMINISTRATOR));
        return members.employers(scope)
                .filter(employer -> writesFor.contains(employer.id()))
                .map(employer -> option(employer, form))
                .collectList()
                .zipWith(templates.all(scope).collectList())
                .map(known -> Rendering.view("provider-portal/new-offering")
                        .status(status)
                        .modelAttribute("form", form)
                        .modelAttribute("employers", known.getT1())
                        .modelAttribute("templates", known.getT2())
                        .modelAttribute("incomplete", status == HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("answered", status == HttpStatus.CONFLICT)
                        .build());
    }

    private static Map<String, Object> option(Employer employer, Form form) {
        return Map.of(
                "value",
                employer.id(),
                "label",
                employer.name(),
                "selected",
                employer.id().equals(form.provider()));
    }
}
