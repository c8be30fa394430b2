package market.tessera.provider.signin;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.provider.signin.ChangePassword.Outcome;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.Through;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A person's own account: who one is here, and the password. */
@Controller
class AccountPage {
    private final ChangePassword changePassword;
    private final Members members;
    private final SessionTokens tokens;

    AccountPage(ChangePassword changePassword, Members members, SessionTokens tokens) {
        this.changePassword = changePassword;
        this.members = members;
        this.tokens = tokens;
    }

    record Form(@Nullable String current, @Nullable String wanted) {}

    @GetMapping("/portal/account")
    Mono<Rendering> show(ProviderScope scope) {
        return page(scope, HttpStatus.OK, null);
    }

    @PostMapping("/portal/account/password")
    Mono<Rendering> change(ProviderScope scope, @ModelAttribute Form form, ServerWebExchange exchange) {
        return changePassword
                .change(
                        scope.person(),
                        Objects.requireNonNullElse(form.current(), ""),
                        Objects.requireNonNullElse(form.wanted(), ""))
                .flatMap(outcome -> switch (outcome) {
                    case CHANGED -> {
                        exchange.getResponse().addCookie(tokens.signIn(scope.person()));
                        yield page(scope, HttpStatus.OK, outcome);
                    }
                    case CURRENT_IS_WRONG, TOO_SHORT, TOO_LONG ->
                        page(scope, HttpStatus.UNPROCESSABLE_CONTENT, outcome);
                });
    }

    private Mono<Rendering> page(ProviderScope scope, HttpStatus status, @Nullable Outcome outcome) {
        return places(scope)
                .map(places -> Rendering.view("provider-portal/account")
                        .status(status)
                        .modelAttribute("person", scope.person())
                        .modelAttribute("places", places)
                        .modelAttribute("through", Through.of(scope.person()).isPresent())
                        .modelAttribute("outcome", Objects.toString(outcome, ""))
                        .modelAttribute("shortest", NewPassword.SHORTEST)
                        .build());
    }

    private Mono<List<Place>> places(ProviderScope scope) {
        return members.employers(scope)
                .map(employer -> new Place(
                        employer.id(),
                        employer.name(),
                        scope.roles(employer.id()).stream().sorted().toList()))
                .collectList();
    }

    /** A provider one works for, and as what. */
    record Place(UUID id, String provider, List<Role> roles) {
        public boolean administered() {
            return roles.contains(Role.ADMINISTRATOR);
        }
    }
}
