package market.tessera.provider.pathwaypage;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.EditPathway;
import market.tessera.provider.pathway.PathwayList;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.pathwayedition.PathwayTerms;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** All pathways of one's providers, and where a new one begins: with a title. */
@Controller
@RequestMapping("/portal/pathways")
class PathwaysPage {
    private static final int MOST = 200;
    private static final int LONGEST_TEXT = 200;

    private final PathwayList list;
    private final EditPathway edit;
    private final Members members;

    PathwaysPage(PathwayList list, EditPathway edit, Members members) {
        this.list = list;
        this.edit = edit;
        this.members = members;
    }

    /** What was typed. */
    record Form(@Nullable String title, @Nullable UUID provider) {
        String trimmed() {
            return Objects.requireNonNullElse(title, "").strip();
        }

        boolean complete() {
            return !trimmed().isEmpty() && trimmed().length() <= LONGEST_TEXT && provider != null;
        }
    }

    /** One of the institutions for which somebody can begin a pathway. */
    record Choice(UUID value, String label, boolean selected) {}

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state) {
        return page(
                        scope,
                        q.substring(0, Math.min(LONGEST_TEXT, q.length())).strip(),
                        state(state),
                        new Form(null, null))
                .map(Rendering.Builder::build);
    }

    @PostMapping
    Mono<Rendering> create(ProviderScope scope, @ModelAttribute Form form) {
        scope.requireSomewhere(Role.AUTHOR, Role.ADMINISTRATOR);
        return form.complete()
                ? edit.create(scope, Objects.requireNonNull(form.provider()), titled(form.trimmed()))
                        .map(id -> SeeOther.to("/portal/pathways/" + id + "/edit"))
                : page(scope, "", null, form)
                        .map(page -> page.modelAttribute("incomplete", true)
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build());
    }

    private static PathwayContent titled(String title) {
        return new PathwayContent(PathwayTerms.titled(title), List.of(), List.of());
    }

    private static @Nullable WorkflowState state(String code) {
        return Arrays.stream(WorkflowState.values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private Mono<Rendering.Builder<?>> page(
            ProviderScope scope, String text, @Nullable WorkflowState state, Form form) {
        var writesFor = Set.of(scope.providers(Role.AUTHOR, Role.ADMINISTRATOR));
        return Mono.zip(
                        list.after(scope, text, state, null, MOST + 1).collectList(),
                        members.employers(scope)
                                .filter(employer -> writesFor.contains(employer.id()))
                                .map(employer -> choice(employer, form))
                                .collectList())
                .map(known -> Rendering.view("provider-portal/pathways")
                        .modelAttribute(
                                "rows",
                                known.getT1()
                                        .subList(0, Math.min(MOST, known.getT1().size())))
                        .modelAttribute("more", known.getT1().size() > MOST)
                        .modelAttribute("employers", known.getT2())
                        .modelAttribute("text", text)
                        .modelAttribute("state", state == null ? "" : state.code())
                        .modelAttribute("states", List.of(WorkflowState.values()))
                        .modelAttribute("form", form)
                        .modelAttribute("incomplete", false)
                        .modelAttribute("severalProviders", scope.providers().length > 1));
    }

    private static Choice choice(Employer employer, Form form) {
        return new Choice(employer.id(), employer.name(), employer.id().equals(form.provider()));
    }
}
