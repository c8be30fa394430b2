package market.tessera.provider.reviewsettings;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.reviewers.ReviewRoles;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
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

/** The roles that a provider names itself for its reviews, and who has them. */
@Controller
@RequestMapping("/portal/settings/{provider}/review-roles")
class ReviewRolesPage {
    private static final int LONGEST_NAME = 60;
    private static final Set<String> DONE = Set.of("added", "saved", "removed");

    private final ReviewRoles roles;
    private final Members members;
    private final Providers providers;
    private final SecurityAudit audit;
    private final ChangeReviews changeReviews;

    ReviewRolesPage(
            ReviewRoles roles, Members members, Providers providers, SecurityAudit audit, ChangeReviews changeReviews) {
        this.changeReviews = changeReviews;
        this.roles = roles;
        this.members = members;
        this.providers = providers;
        this.audit = audit;
    }

    /** What was typed. */
    record Form(@Nullable String name, @Nullable List<UUID> holders) {
        String words() {
            return Objects.requireNonNullElse(name, "").strip();
        }

        boolean isSound() {
            return !words().isEmpty() && words().length() <= LONGEST_NAME;
        }
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope, @PathVariable UUID provider, @RequestParam(required = false) @Nullable String done) {
        scope.require(provider, Role.ADMINISTRATOR);
        return page(provider, "", "", HttpStatus.OK)
                .map(page -> page.modelAttribute("done", done != null && DONE.contains(done) ? done : "")
                        .build());
    }

    @PostMapping
    Mono<Rendering> add(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute Form form) {
        scope.require(provider, Role.ADMINISTRATOR);
        return !form.isSound()
                ? again(provider, form.words(), "name")
                : roles.add(provider, form.words())
                        .flatMap(added -> added
                                ? done(scope, provider, "added", form.words())
                                : again(provider, form.words(), "taken"));
    }

    @PostMapping("/{role}")
    Mono<Rendering> change(
            ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID role, @ModelAttribute Form form) {
        scope.require(provider, Role.ADMINISTRATOR);
        var holders = Objects.requireNonNullElse(form.holders(), List.<UUID>of());
        return !form.isSound()
                ? again(provider, "", "name")
                : changeReviews
                        .changeRole(provider, role, form.words(), holders)
                        .flatMap(changed -> changed
                                ? done(scope, provider, "saved", form.words() + " " + holders)
                                : again(provider, "", "taken"));
    }

    @PostMapping("/{role}/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID role) {
        scope.require(provider, Role.ADMINISTRATOR);
        return roles.remove(provider, role)
                .flatMap(removed ->
                        removed ? done(scope, provider, "removed", role.toString()) : again(provider, "", "used"));
    }

    private Mono<Rendering> done(ProviderScope scope, UUID provider, String done, String about) {
        return audit.record(Event.REVIEWS_CHANGED, scope.person(), provider, done + " " + about)
                .thenReturn(SeeOther.to("/portal/settings/" + provider + "/review-roles?done=" + done));
    }

    private Mono<Rendering> again(UUID provider, String typed, String mistake) {
        return page(provider, typed, mistake, HttpStatus.UNPROCESSABLE_CONTENT).map(Rendering.Builder::build);
    }

    private Mono<Rendering.Builder<?>> page(UUID provider, String typed, String mistake, HttpStatus status) {
        return Mono.zip(
                        providers.find(provider),
                        roles.of(provider).collectList(),
                        members.team(provider).collectList())
                .map(known -> Rendering.view("provider-portal/review-roles")
                        .status(status)
                        .modelAttribute("provider", known.getT1())
                        .modelAttribute("roles", known.getT2())
                        .modelAttribute("team", known.getT3())
                        .modelAttribute("typed", typed)
                        .modelAttribute("mistake", mistake));
    }
}
