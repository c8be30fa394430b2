package market.tessera.provider.reviewsettings;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.reviewers.ReviewRole;
import market.tessera.provider.reviewers.ReviewRoles;
import market.tessera.provider.reviewsteps.ReviewStep;
import market.tessera.provider.reviewsteps.ReviewStep.Rule;
import market.tessera.provider.reviewsteps.ReviewSteps;
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

/** The reviews that a provider wants before anything is published: in which order, by whom, by how many, within how many days. */
@Controller
@RequestMapping("/portal/settings/{provider}/reviews")
class ReviewStepsPage {
    private static final int MOST_MONTHS = 120;

    private final ReviewSteps steps;
    private final ReviewRoles ownRoles;
    private final Providers providers;
    private final SecurityAudit audit;
    private final ChangeReviews changeReviews;

    ReviewStepsPage(
            ReviewSteps steps,
            ReviewRoles ownRoles,
            Providers providers,
            SecurityAudit audit,
            ChangeReviews changeReviews) {
        this.changeReviews = changeReviews;
        this.steps = steps;
        this.ownRoles = ownRoles;
        this.providers = providers;
        this.audit = audit;
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope, @PathVariable UUID provider, @RequestParam(required = false) @Nullable String done) {
        scope.require(provider, Role.ADMINISTRATOR);
        return steps.of(provider)
                .map(known -> known.equals(List.of(ReviewStep.DEFAULT)) ? List.<ReviewStep>of() : known)
                .flatMap(known -> page(provider, StepForms.of(known), HttpStatus.OK))
                .map(rendering ->
                        rendering.modelAttribute("saved", "saved".equals(done)).build());
    }

    @PostMapping
    Mono<Rendering> save(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute StepForms form) {
        scope.require(provider, Role.ADMINISTRATOR);
        return ownRoles.of(provider)
                .map(ReviewRole::id)
                .collect(Collectors.toUnmodifiableSet())
                .map(form::knowing)
                .flatMap(known -> known.isSound()
                        ? replace(scope, provider, known)
                        : page(provider, known, HttpStatus.UNPROCESSABLE_CONTENT)
                                .map(Rendering.Builder::build));
    }

    private Mono<Rendering> replace(ProviderScope scope, UUID provider, StepForms form) {
        var wanted = form.wanted().stream().map(StepForms.Row::step).toList();
        return changeReviews
                .replaceSteps(provider, wanted)
                .then(audit.record(
                        Event.REVIEWS_CHANGED,
                        scope.person(),
                        provider,
                        wanted.stream().map(ReviewStep::name).collect(Collectors.joining(" > "))))
                .thenReturn(SeeOther.to("/portal/settings/" + provider + "/reviews?done=saved"));
    }

    /** Whether files of the provider are published at once or go to its reviewers. */
    @PostMapping("/imports")
    Mono<Rendering> imports(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute ImportsForm form) {
        scope.require(provider, Role.ADMINISTRATOR);
        return providers
                .proposeImports(provider, form.propose())
                .then(audit.record(
                        Event.REVIEWS_CHANGED,
                        scope.person(),
                        provider,
                        form.propose() ? "imports are proposed" : "imports are published"))
                .thenReturn(SeeOther.to("/portal/settings/" + provider + "/reviews?done=saved"));
    }

    /** How often what is public is looked through again; never, where nothing is typed. */
    @PostMapping("/cycle")
    Mono<Rendering> cycle(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute CycleForm form) {
        scope.require(provider, Role.ADMINISTRATOR);
        return form.isSound()
                ? providers
                        .reviewEvery(provider, form.number())
                        .then(audit.record(
                                Event.REVIEWS_CHANGED, scope.person(), provider, "cycle in months: " + form.number()))
                        .thenReturn(SeeOther.to("/portal/settings/" + provider + "/reviews?done=saved"))
                : steps.of(provider)
                        .flatMap(known -> page(
                                provider,
                                StepForms.of(known.equals(List.of(ReviewStep.DEFAULT)) ? List.of() : known),
                                HttpStatus.UNPROCESSABLE_CONTENT))
                        .map(page -> page.modelAttribute("cycleMistake", true).build());
    }

    /** What was typed. */
    record CycleForm(@Nullable String months) {
        String typed() {
            return Objects.requireNonNullElse(months, "").strip();
        }

        boolean isSound() {
            return typed().isEmpty()
                    || (typed().matches("\\d{1,3}")
                            && Integer.parseInt(typed()) >= 1
                            && Integer.parseInt(typed()) <= MOST_MONTHS);
        }

        @Nullable
        Integer number() {
            return typed().isEmpty() ? null : Integer.valueOf(typed());
        }
    }

    /** What was chosen. */
    record ImportsForm(@Nullable String imports) {
        boolean propose() {
            return "propose".equals(imports);
        }
    }

    /** A row and what is wrong with it. */
    record Line(StepForms.Row row, @Nullable String mistake) {}

    private Mono<Rendering.Builder<?>> page(UUID provider, StepForms form, HttpStatus status) {
        var lines = form.withRoom().stream()
                .map(row -> new Line(row, status.isError() && row.isWanted() ? row.mistake() : null))
                .toList();
        return providers
                .find(provider)
                .zipWith(ownRoles.of(provider).collectList())
                .map(known -> Rendering.view("provider-portal/review-steps")
                        .status(status)
                        .modelAttribute("provider", known.getT1())
                        .modelAttribute("ownRoles", known.getT2())
                        .modelAttribute("lines", lines)
                        .modelAttribute(
                                "roles", StepForms.ROLES.stream().map(Role::key).toList())
                        .modelAttribute(
                                "rules",
                                Arrays.stream(Rule.values()).map(Rule::key).toList()));
    }
}
