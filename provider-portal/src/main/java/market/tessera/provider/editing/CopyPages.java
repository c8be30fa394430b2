package market.tessera.provider.editing;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.Work;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** New offerings out of what there is: a copy of one, or a template that others begin with. */
@Controller
class CopyPages {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NAME = 80;

    private final Drafts drafts;
    private final EditDraft editDraft;
    private final Templates templates;
    private final MessageSource messages;

    CopyPages(Drafts drafts, EditDraft editDraft, Templates templates, MessageSource messages) {
        this.drafts = drafts;
        this.editDraft = editDraft;
        this.templates = templates;
        this.messages = messages;
    }

    /** What was typed. */
    record Form(@Nullable String name) {
        String words() {
            var typed = Objects.requireNonNullElse(name, "").strip();
            return typed.substring(0, Math.min(LONGEST_NAME, typed.length()));
        }
    }

    /** A draft that says the same as the newest version, without its intakes. */
    @PostMapping("/portal/offerings/{id}/duplicate")
    Mono<Rendering> duplicate(ProviderScope scope, @PathVariable UUID id, Locale locale) {
        return writable(scope, id)
                .flatMap(work -> editDraft.create(
                        scope,
                        work.provider(),
                        Templates.titled(work.elements(), copied(work.elements().title(), locale))))
                .map(copy -> SeeOther.to("/portal/offerings/" + copy + "/edit"));
    }

    @PostMapping("/portal/offerings/{id}/template")
    Mono<Rendering> template(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        return writable(scope, id)
                .flatMap(work -> form.words().isEmpty()
                        ? Mono.just(false)
                        : templates.put(scope, work.provider(), form.words(), work.elements()))
                .map(made -> SeeOther.to("/portal/offerings/" + id + "?done=" + (made ? "template" : "no-template")));
    }

    @PostMapping("/portal/templates/{template}/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID template) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        return templates.remove(scope, template).thenReturn(SeeOther.to("/portal/offerings/new"));
    }

    private String copied(String title, Locale locale) {
        var text = messages.getMessage("offering.copyOf", new Object[] {title}, locale);
        return text.substring(0, Math.min(LONGEST_TITLE, text.length()));
    }

    private Mono<Work> writable(ProviderScope scope, UUID id) {
        return drafts.find(scope, id)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR));
    }
}
