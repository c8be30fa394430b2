package market.tessera.provider.editing;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.governance.EditDraft;
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
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where an offering begins: with a title. Everything else is the editor's. */
@Controller
class NewOfferingPage {
    private static final int LONGEST_TITLE = 200;

    private final EditDraft editDraft;
    private final Members members;

    NewOfferingPage(EditDraft editDraft, Members members) {
        this.editDraft = editDraft;
        this.members = members;
    }

    record Form(@Nullable String title, @Nullable UUID provider) {
        String trimmed() {
            return Objects.requireNonNullElse(title, "").strip();
        }

        boolean complete() {
            return !trimmed().isEmpty() && trimmed().length() <= LONGEST_TITLE && provider != null;
        }
    }

    @GetMapping("/portal/offerings/new")
    Mono<Rendering> show(ProviderScope scope) {
        return page(scope, new Form(null, null), HttpStatus.OK);
    }

    @PostMapping("/portal/offerings/new")
    Mono<Rendering> create(ProviderScope scope, @ModelAttribute Form form) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        if (!form.complete()) {
            return page(scope, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return editDraft
                .create(scope, Objects.requireNonNull(form.provider()), Elements.titled(form.trimmed()))
                .map(id -> Rendering.redirectTo("/portal/offerings/" + id + "/edit")
                        .status(HttpStatus.SEE_OTHER)
                        .build());
    }

    private Mono<Rendering> page(ProviderScope scope, Form form, HttpStatus status) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        var writesFor = Set.of(scope.providers(Role.AUTHOR, Role.ADMINISTRATOR));
        return members.employers(scope)
                .filter(employer -> writesFor.contains(employer.id()))
                .map(employer -> option(employer, form))
                .collectList()
                .map(options -> Rendering.view("provider-portal/new-offering")
                        .status(status)
                        .modelAttribute("form", form)
                        .modelAttribute("employers", options)
                        .modelAttribute("incomplete", status.isError())
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
