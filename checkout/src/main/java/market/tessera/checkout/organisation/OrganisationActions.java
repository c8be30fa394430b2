package market.tessera.checkout.organisation;

import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.organisation.Membership.Role;
import market.tessera.checkout.takeup.SeatCodes;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What managers do with places, and owners with members. Everything may be pressed twice. */
@Controller
@RequestMapping("/orders/organisation/{id:[0-9a-f]{8}-[0-9a-f-]{27}}")
class OrganisationActions {
    /** Anybody may found an organisation, under any name: it is no way to have mail sent to very many. */
    private static final int ASKED_PER_HOUR = 20;

    private final ShowOrganisation show;
    private final TakeBack takeBack;
    private final RemindInvited remind;
    private final SeatCodes codes;
    private final OrganisationMembers members;
    private final Throttle throttle;

    OrganisationActions(
            ShowOrganisation show,
            TakeBack takeBack,
            RemindInvited remind,
            SeatCodes codes,
            OrganisationMembers members,
            Throttle throttle) {
        this.throttle = throttle;
        this.show = show;
        this.takeBack = takeBack;
        this.remind = remind;
        this.codes = codes;
        this.members = members;
    }

    record CodeForm(@Nullable Integer places) {}

    record MemberForm(@Nullable String email, @Nullable Role role) {}

    @PostMapping("/places/{line}/withdrawal")
    Mono<Rendering> takeBack(@PathVariable UUID id, @PathVariable UUID line, @AuthenticationPrincipal Person person) {
        return show.manager(id, person)
                .flatMap(_ -> takeBack.from(id, line).hasElement())
                .map(freed -> to(id, freed ? "taken-back" : "not-taken-back"));
    }

    @PostMapping("/intakes/{intake}/reminders")
    Mono<Rendering> remind(
            @PathVariable UUID id, @PathVariable UUID intake, @AuthenticationPrincipal Person person, Locale locale) {
        return show.manager(id, person)
                .flatMap(_ -> remind.remind(id, intake, locale))
                .map(people -> to(id, "reminded&people=" + people));
    }

    @PostMapping("/intakes/{intake}/codes")
    Mono<Rendering> code(
            @PathVariable UUID id,
            @PathVariable UUID intake,
            @ModelAttribute CodeForm form,
            @AuthenticationPrincipal Person person) {
        var places = form.places() == null ? 0 : form.places();
        return show.manager(id, person)
                .flatMap(_ -> places < 1 ? Mono.just(false) : codes.make(id, intake, places, person.email()))
                .map(made -> to(id, made ? "coded" : "not-coded"));
    }

    @PostMapping("/codes/{code}/ending")
    Mono<Rendering> endCode(@PathVariable UUID id, @PathVariable UUID code, @AuthenticationPrincipal Person person) {
        return show.manager(id, person).flatMap(_ -> codes.end(id, code)).thenReturn(to(id, "code-ended"));
    }

    @PostMapping("/members")
    Mono<Rendering> invite(
            @PathVariable UUID id, @ModelAttribute MemberForm form, @AuthenticationPrincipal Person person) {
        var role = form.role() == Role.MANAGER ? Role.MANAGER : Role.BUYER;
        return show.owner(id, person)
                .flatMap(owner -> EmailAddress.parse(form.email())
                        .map(address -> throttle.take(
                                        "organisation:asked", person.id().toString(), ASKED_PER_HOUR)
                                .flatMap(free -> free
                                        ? members.invite(owner, role, address.text(), person)
                                                .thenReturn(to(id, "asked"))
                                        : Mono.just(to(id, "not-asked-too-many"))))
                        .orElseGet(() -> Mono.just(to(id, "not-asked"))));
    }

    @PostMapping("/members/{learner}/removal")
    Mono<Rendering> remove(@PathVariable UUID id, @PathVariable UUID learner, @AuthenticationPrincipal Person person) {
        return show.owner(id, person)
                .flatMap(_ -> members.remove(id, learner).then(members.takeBack(id, learner)))
                .thenReturn(to(id, "removed"));
    }

    static Rendering to(UUID organisation, String done) {
        return SeeOther.to("/orders/organisation/%s?done=%s".formatted(organisation, done));
    }
}
