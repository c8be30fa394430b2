package market.tessera.provider.team;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Colleague;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.ResetSecondFactor;
import market.tessera.provider.staff.Role;
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

/** Who works for a provider, and who is invited to; the same of who runs the marketplace. */
@Controller
@RequestMapping({"/portal/settings/{provider}/team", "/portal/operators"})
class TeamPage {
    private static final Set<String> DONE = Set.of("invited", "withdrawn", "roles", "removed", "removed-keys", "reset");

    private final InviteStaff inviteStaff;
    private final ChangeTeam changeTeam;
    private final ResetSecondFactor resetSecondFactor;
    private final Invitations invitations;
    private final Members members;
    private final Providers providers;

    TeamPage(
            InviteStaff inviteStaff,
            ChangeTeam changeTeam,
            ResetSecondFactor resetSecondFactor,
            Invitations invitations,
            Members members,
            Providers providers) {
        this.inviteStaff = inviteStaff;
        this.changeTeam = changeTeam;
        this.resetSecondFactor = resetSecondFactor;
        this.invitations = invitations;
        this.members = members;
        this.providers = providers;
    }

    /** What was typed. */
    record Form(@Nullable String email, @Nullable List<String> roles) {
        Set<Role> chosen() {
            var typed = Objects.requireNonNullElse(roles, List.<String>of());
            var chosen = EnumSet.noneOf(Role.class);
            Arrays.stream(Role.values())
                    .filter(role -> typed.contains(role.key()))
                    .forEach(chosen::add);
            return chosen;
        }
    }

    /** What is wrong, by the suffix of its message; both empty if nothing is. */
    private record Mistakes(String email, String roles, String refused) {
        static final Mistakes NONE = new Mistakes("", "", "");

        static Mistakes refused(String why) {
            return new Mistakes("", "", why);
        }

        boolean any() {
            return !this.equals(NONE);
        }
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope,
            @PathVariable(required = false) @Nullable UUID provider,
            @RequestParam(required = false) @Nullable String done) {
        return page(scope, provider, new Form(null, null), Mistakes.NONE, HttpStatus.OK)
                .map(page -> page.modelAttribute("done", done != null && DONE.contains(done) ? done : "")
                        .build());
    }

    @PostMapping
    Mono<Rendering> invite(
            ProviderScope scope,
            @PathVariable(required = false) @Nullable UUID provider,
            @ModelAttribute Form form,
            Locale locale) {
        scope.requireAdministration(provider);
        var email = EmailAddress.parse(form.email());
        var roles = provider == null ? Set.<Role>of() : form.chosen();
        var mistakes =
                new Mistakes(email.isEmpty() ? "email" : "", provider != null && roles.isEmpty() ? "roles" : "", "");
        return mistakes.any()
                ? again(scope, provider, form, mistakes)
                : inviteStaff
                        .invite(scope, provider, email.orElseThrow(), roles, locale)
                        .flatMap(inviting -> answer(scope, provider, form, inviting));
    }

    @PostMapping("/invitations/{invitation}/resend")
    Mono<Rendering> resend(
            ProviderScope scope,
            @PathVariable(required = false) @Nullable UUID provider,
            @PathVariable UUID invitation,
            Locale locale) {
        scope.requireAdministration(provider);
        return inviteStaff
                .resend(scope, provider, invitation, locale)
                .flatMap(inviting -> answer(scope, provider, new Form(null, null), inviting))
                .switchIfEmpty(notFound());
    }

    @PostMapping("/invitations/{invitation}/withdraw")
    Mono<Rendering> withdraw(
            ProviderScope scope,
            @PathVariable(required = false) @Nullable UUID provider,
            @PathVariable UUID invitation) {
        scope.requireAdministration(provider);
        return inviteStaff.withdraw(scope, provider, invitation).thenReturn(back(provider, "withdrawn"));
    }

    @PostMapping("/people/{person}/roles")
    Mono<Rendering> roles(
            ProviderScope scope,
            @PathVariable(required = false) @Nullable UUID provider,
            @PathVariable UUID person,
            @ModelAttribute Form form) {
        scope.requireAdministration(provider);
        if (provider == null) {
            return notFound();
        }
        return form.chosen().isEmpty()
                ? again(scope, provider, new Form(null, null), Mistakes.refused("noRoles"))
                : changeTeam
                        .giveRoles(scope, provider, person, form.chosen())
                        .flatMap(outcome -> answer(scope, provider, person, outcome, "roles"));
    }

    @PostMapping("/people/{person}/remove")
    Mono<Rendering> remove(
            ProviderScope scope, @PathVariable(required = false) @Nullable UUID provider, @PathVariable UUID person) {
        scope.requireAdministration(provider);
        return changeTeam
                .remove(scope, provider, person)
                .flatMap(outcome -> answer(scope, provider, person, outcome, "removed"));
    }

    @PostMapping("/people/{person}/reset-second-factor")
    Mono<Rendering> resetSecondFactor(
            ProviderScope scope, @PathVariable(required = false) @Nullable UUID provider, @PathVariable UUID person) {
        scope.requireAdministration(provider);
        return resetSecondFactor.reset(scope.person(), provider, person).flatMap(outcome -> switch (outcome) {
            case RESET -> Mono.just(back(provider, "reset"));
            case ONES_OWN -> again(scope, provider, new Form(null, null), Mistakes.refused("onesOwn"));
            case NOT_YOURS -> again(scope, provider, new Form(null, null), Mistakes.refused("notYours"));
            case GONE -> notFound();
        });
    }

    private Mono<Rendering> answer(
            ProviderScope scope, @Nullable UUID provider, Form form, InviteStaff.Inviting inviting) {
        return switch (inviting) {
            case INVITED -> Mono.just(back(provider, "invited"));
            case ALREADY_THERE -> again(scope, provider, form, new Mistakes("there", "", ""));
            case TOO_MANY ->
                page(scope, provider, form, Mistakes.refused("tooMany"), HttpStatus.TOO_MANY_REQUESTS)
                        .map(Rendering.Builder::build);
        };
    }

    private Mono<Rendering> answer(
            ProviderScope scope, @Nullable UUID provider, UUID person, ChangeTeam.Outcome outcome, String done) {
        return switch (outcome) {
            case DONE -> Mono.just(person.equals(scope.person().id()) ? home() : back(provider, done));
            case KEYS_LEFT -> Mono.just(person.equals(scope.person().id()) ? home() : back(provider, done + "-keys"));
            case LAST_ONE -> again(scope, provider, new Form(null, null), Mistakes.refused("lastOne"));
            case GONE -> notFound();
        };
    }

    /** Whoever has changed oneself may have lost the page. */
    private static Rendering home() {
        return SeeOther.to("/portal");
    }

    private Mono<Rendering> again(ProviderScope scope, @Nullable UUID provider, Form form, Mistakes mistakes) {
        return page(scope, provider, form, mistakes, HttpStatus.UNPROCESSABLE_CONTENT)
                .map(Rendering.Builder::build);
    }

    private Mono<Rendering.Builder<?>> page(
            ProviderScope scope, @Nullable UUID provider, Form form, Mistakes mistakes, HttpStatus status) {
        scope.requireAdministration(provider);
        return Mono.zip(
                        name(provider),
                        members.team(provider).collectList(),
                        invitations.open(provider).collectList())
                .map(known -> Rendering.view("provider-portal/team")
                        .status(status)
                        .modelAttribute("institution", known.getT1().orElse(""))
                        .modelAttribute("base", base(provider))
                        .modelAttribute("self", scope.person().id())
                        .modelAttribute("colleagues", rows(known.getT2()))
                        .modelAttribute("invitations", known.getT3())
                        .modelAttribute("form", form)
                        .modelAttribute("roles", provider == null ? List.of() : choices(form.chosen()))
                        .modelAttribute("mistakes", mistakes));
    }

    /** Empty for the marketplace itself; 404 for a provider that is not there. */
    private Mono<Optional<String>> name(@Nullable UUID provider) {
        return provider == null
                ? Mono.just(Optional.empty())
                : providers
                        .find(provider)
                        .map(known -> Optional.of(known.profile().name()))
                        .switchIfEmpty(notFound());
    }

    /** Somebody with the roles to choose from. */
    record Row(Colleague colleague, List<Map<String, Object>> choices) {}

    private static List<Row> rows(List<Colleague> team) {
        return team.stream()
                .map(colleague -> new Row(colleague, choices(colleague.roles())))
                .toList();
    }

    private static List<Map<String, Object>> choices(Set<Role> chosen) {
        return Arrays.stream(Role.values())
                .map(role -> Map.<String, Object>of("key", role.key(), "chosen", chosen.contains(role)))
                .toList();
    }

    private static Rendering back(@Nullable UUID provider, String done) {
        return SeeOther.to(base(provider) + "?done=" + done);
    }

    private static String base(@Nullable UUID provider) {
        return provider == null ? "/portal/operators" : "/portal/settings/" + provider + "/team";
    }
}
