package market.tessera.storefront.account.recovery;

import java.util.List;
import java.util.Objects;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Token;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.account.NewPassword;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLink;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the link of a forgotten password leads: a new one is chosen, and then has to be used. */
@Controller
class ResetPage {
    private final ResetPassword reset;
    private final NewPassword newPassword;
    private final Passwords passwords;

    ResetPage(ResetPassword reset, NewPassword newPassword, Passwords passwords) {
        this.reset = reset;
        this.newPassword = newPassword;
        this.passwords = passwords;
    }

    record Form(@Nullable String token, @Nullable String password) {
        Token secret() {
            return new Token(Objects.requireNonNullElse(token, ""));
        }

        String chosen() {
            return Objects.requireNonNullElse(password, "");
        }
    }

    @GetMapping("/account/reset")
    Mono<Rendering> show(@ModelAttribute Form form) {
        return reset.look(form.secret())
                .map(link -> page(form, link, new Problems(), HttpStatus.OK))
                .defaultIfEmpty(gone());
    }

    @PostMapping("/account/reset")
    Mono<Rendering> choose(@ModelAttribute Form form, ServerWebExchange exchange) {
        return reset.look(form.secret())
                .flatMap(link -> choose(form, link, Visitor.of(exchange)))
                .defaultIfEmpty(gone());
    }

    private Mono<Rendering> choose(Form form, MailedLink link, Visitor visitor) {
        return newPassword
                .complaint(form.chosen(), visitor.locale(), List.of(link.email()))
                .map(complaint -> new Problems().add("password", complaint))
                .map(problems -> Mono.just(page(form, link, problems, HttpStatus.UNPROCESSABLE_CONTENT)))
                .orElseGet(() -> passwords
                        .hash(form.chosen())
                        .flatMap(hash -> reset.reset(form.secret(), hash, visitor))
                        .map(_ -> done()));
    }

    private static Rendering done() {
        return SeeOther.to("/account/sign-in?news=password-reset");
    }

    private static Rendering page(Form form, MailedLink link, Problems problems, HttpStatus status) {
        return Rendering.view("storefront/account/reset")
                .modelAttribute("token", form.secret().text())
                .modelAttribute("email", link.email())
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }

    private static Rendering gone() {
        return Rendering.view("storefront/account/link-gone")
                .modelAttribute("topic", "reset")
                .status(HttpStatus.GONE)
                .build();
    }
}
