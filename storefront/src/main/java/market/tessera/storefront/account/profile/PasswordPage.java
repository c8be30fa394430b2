package market.tessera.storefront.account.profile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import market.tessera.platform.identity.Person;
import market.tessera.storefront.account.NewPassword;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.StartSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Changes the password; all other browsers are signed out by that. */
@Controller
class PasswordPage {
    private final PasswordCheck passwordCheck;
    private final NewPassword newPassword;
    private final ChangePassword changePassword;
    private final StartSession sessions;

    PasswordPage(
            PasswordCheck passwordCheck,
            NewPassword newPassword,
            ChangePassword changePassword,
            StartSession sessions) {
        this.passwordCheck = passwordCheck;
        this.newPassword = newPassword;
        this.changePassword = changePassword;
        this.sessions = sessions;
    }

    record Form(@Nullable String current, @Nullable String password) {
        String chosen() {
            return Objects.requireNonNullElse(password, "");
        }
    }

    @GetMapping("/account/password")
    Rendering show() {
        return page(new Problems(), HttpStatus.OK);
    }

    @PostMapping("/account/password")
    Mono<Rendering> change(
            @AuthenticationPrincipal Person person, @ModelAttribute Form form, ServerWebExchange exchange) {
        var visitor = Visitor.of(exchange);
        var complaint = newPassword.complaint(form.chosen(), visitor.locale(), List.of(person.email(), person.name()));
        return passwordCheck
                .complaint(person.id(), form.current(), visitor)
                .map(wrong -> problems(wrong, complaint))
                .flatMap(problems -> problems.none()
                        ? changed(person, form, exchange)
                        : Mono.just(page(problems, HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private Mono<Rendering> changed(Person person, Form form, ServerWebExchange exchange) {
        return changePassword
                .change(person.id(), form.chosen(), Visitor.of(exchange))
                .flatMap(account -> sessions.start(account, exchange))
                .thenReturn(AccountPage.back("password-changed"));
    }

    private static Problems problems(Optional<String> current, Optional<String> chosen) {
        var problems = new Problems();
        current.ifPresent(complaint -> problems.add("current", complaint));
        chosen.ifPresent(complaint -> problems.add("password", complaint));
        return problems;
    }

    private static Rendering page(Problems problems, HttpStatus status) {
        return Rendering.view("storefront/account/password")
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }
}
