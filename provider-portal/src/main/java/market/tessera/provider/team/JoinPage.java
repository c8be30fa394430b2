package market.tessera.provider.team;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.PersonName;
import market.tessera.platform.identity.Token;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.signin.NewPassword;
import market.tessera.provider.signin.NewPassword.Length;
import market.tessera.provider.signin.SignedIn;
import market.tessera.provider.staff.People;
import market.tessera.provider.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where an invitation's link leads. Opening the page changes nothing, since mail programs open links too. */
@Controller
class JoinPage {
    private static final String VIEW = "provider-portal/join";

    private final AcceptInvitation acceptInvitation;
    private final Invitations invitations;
    private final People people;
    private final SignedIn signedIn;

    JoinPage(AcceptInvitation acceptInvitation, Invitations invitations, People people, SignedIn signedIn) {
        this.acceptInvitation = acceptInvitation;
        this.invitations = invitations;
        this.people = people;
        this.signedIn = signedIn;
    }

    /** What came with the link and what was typed. */
    record Form(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password) {
        Token secret() {
            return new Token(Objects.requireNonNullElse(token, ""));
        }

        String chosen() {
            return Objects.requireNonNullElse(password, "");
        }
    }

    /** What the one at the other end has to do to accept. */
    enum Way {
        /** Is new here and chooses a name and a password. */
        NEW,
        /** Has an account and has to sign in. */
        SIGN_IN,
        /** Is signed in as somebody else. */
        SOMEBODY_ELSE,
        ACCEPT
    }

    @GetMapping("/portal/join")
    Mono<Rendering> show(@ModelAttribute Form form, @AuthenticationPrincipal @Nullable Person person) {
        return Tenants.unbound(page(form, person, HttpStatus.OK));
    }

    @PostMapping("/portal/join")
    Mono<Rendering> join(
            @ModelAttribute Form form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange,
            Locale locale) {
        return Tenants.unbound(person == null ? open(form, exchange) : accept(form, person));
    }

    private Mono<Rendering> accept(Form form, Person person) {
        return acceptInvitation
                .as(person, form.secret())
                .map(_ -> SeeOther.to("/portal"))
                .switchIfEmpty(Mono.defer(() -> page(form, person, HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private Mono<Rendering> open(Form form, ServerWebExchange exchange) {
        var name = PersonName.parse(form.name());
        if (name.isEmpty() || NewPassword.lengthOf(form.chosen()) != Length.FITS) {
            return page(form, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return acceptInvitation
                .asNew(name.get(), form.chosen(), form.secret())
                .flatMap(account -> welcome(account, exchange))
                .onErrorResume(DuplicateKeyException.class, _ -> Mono.empty())
                .switchIfEmpty(Mono.defer(() -> page(form, null, HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private Mono<Rendering> welcome(UUID account, ServerWebExchange exchange) {
        return people.find(account)
                .flatMap(person -> signedIn.lead(person, "/portal", exchange))
                .map(to -> SeeOther.to(to));
    }

    private Mono<Rendering> page(Form form, @Nullable Person person, HttpStatus status) {
        return invitations
                .find(form.secret())
                .zipWhen(invitation -> way(invitation, person))
                .map(known -> Rendering.view(VIEW)
                        .status(status)
                        .modelAttribute("invitation", known.getT1())
                        .modelAttribute(
                                "institution",
                                Optional.ofNullable(known.getT1().providerName())
                                        .orElse(""))
                        .modelAttribute("way", known.getT2().name())
                        .modelAttribute("token", form.secret().text())
                        .modelAttribute("name", Objects.requireNonNullElse(form.name(), ""))
                        .modelAttribute("shortest", NewPassword.SHORTEST)
                        .modelAttribute(
                                "unnamed",
                                status.isError()
                                        && PersonName.parse(form.name()).isEmpty())
                        .modelAttribute(
                                "length",
                                status.isError()
                                        ? NewPassword.lengthOf(form.chosen()).name()
                                        : Length.FITS.name())
                        .build())
                .defaultIfEmpty(Rendering.view("provider-portal/join-gone")
                        .status(HttpStatus.GONE)
                        .build());
    }

    private Mono<Way> way(Invitation invitation, @Nullable Person person) {
        if (person != null) {
            return Mono.just(person.email().equals(invitation.email()) ? Way.ACCEPT : Way.SOMEBODY_ELSE);
        }
        return people.exists(invitation.email()).map(known -> known ? Way.SIGN_IN : Way.NEW);
    }
}
