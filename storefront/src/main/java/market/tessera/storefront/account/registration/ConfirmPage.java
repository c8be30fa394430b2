package market.tessera.storefront.account.registration;

import java.util.List;
import java.util.Objects;
import market.tessera.platform.identity.LocalPath;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Token;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.account.NewPassword;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLink;
import market.tessera.storefront.account.session.StartSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the first letter's link leads. Opening the page changes nothing, since mail programs open links too; choosing a password does. */
@Controller
class ConfirmPage {
    private static final String VIEW = "storefront/account/confirm";

    private final OpenAccount openAccount;
    private final NewPassword newPassword;
    private final Passwords passwords;
    private final StartSession sessions;

    ConfirmPage(OpenAccount openAccount, NewPassword newPassword, Passwords passwords, StartSession sessions) {
        this.openAccount = openAccount;
        this.newPassword = newPassword;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    record Form(@Nullable String token, @Nullable String password) {
        Token secret() {
            return new Token(Objects.requireNonNullElse(token, ""));
        }

        String chosen() {
            return Objects.requireNonNullElse(password, "");
        }
    }

    @GetMapping("/account/confirm")
    Mono<Rendering> show(@ModelAttribute Form form) {
        return openAccount
                .look(form.secret())
                .map(link -> page(form, link, new Problems(), HttpStatus.OK))
                .defaultIfEmpty(gone());
    }

    @PostMapping("/account/confirm")
    Mono<Rendering> confirm(@ModelAttribute Form form, ServerWebExchange exchange) {
        return openAccount
                .look(form.secret())
                .flatMap(link -> choose(form, link, exchange))
                .defaultIfEmpty(gone());
    }

    private Mono<Rendering> choose(Form form, MailedLink link, ServerWebExchange exchange) {
        var visitor = Visitor.of(exchange);
        var about = List.of(link.email(), Objects.requireNonNullElse(link.name(), ""));
        return newPassword
                .complaint(form.chosen(), visitor.locale(), about)
                .map(complaint -> new Problems().add("password", complaint))
                .map(problems -> Mono.just(page(form, link, problems, HttpStatus.UNPROCESSABLE_CONTENT)))
                .orElseGet(() -> open(form, link, visitor, exchange));
    }

    private Mono<Rendering> open(Form form, MailedLink link, Visitor visitor, ServerWebExchange exchange) {
        return passwords
                .hash(form.chosen())
                .flatMap(hash -> openAccount.open(form.secret(), hash, visitor))
                .flatMap(account -> sessions.start(account, exchange).thenReturn(welcome(link)));
    }

    private static Rendering welcome(MailedLink link) {
        return SeeOther.to(LocalPath.of(link.goOn(), "/account"));
    }

    private static Rendering page(Form form, MailedLink link, Problems problems, HttpStatus status) {
        return Rendering.view(VIEW)
                .modelAttribute("token", form.secret().text())
                .modelAttribute("email", link.email())
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }

    private static Rendering gone() {
        return Rendering.view("storefront/account/link-gone")
                .modelAttribute("topic", "confirm")
                .status(HttpStatus.GONE)
                .build();
    }
}
