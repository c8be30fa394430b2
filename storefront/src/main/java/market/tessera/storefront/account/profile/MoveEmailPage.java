package market.tessera.storefront.account.profile;

import java.util.Objects;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.CurrentSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the link at the new address leads: one button. */
@Controller
class MoveEmailPage {
    private final MoveEmail moveEmail;
    private final CurrentSession currentSession;

    MoveEmailPage(MoveEmail moveEmail, CurrentSession currentSession) {
        this.moveEmail = moveEmail;
        this.currentSession = currentSession;
    }

    record Form(@Nullable String token) {
        Token secret() {
            return new Token(Objects.requireNonNullElse(token, ""));
        }
    }

    @GetMapping("/account/email/confirm")
    Mono<Rendering> show(@ModelAttribute Form form) {
        return moveEmail
                .look(form.secret())
                .map(link -> Rendering.view("storefront/account/email-confirm")
                        .modelAttribute("token", form.secret().text())
                        .modelAttribute("email", link.email())
                        .build())
                .defaultIfEmpty(gone());
    }

    @PostMapping("/account/email/confirm")
    Mono<Rendering> confirm(@ModelAttribute Form form, ServerWebExchange exchange) {
        return moveEmail
                .move(form.secret(), Visitor.of(exchange))
                .doOnNext(account -> showAtOnce(account, exchange))
                .map(_ -> AccountPage.back("email-changed"))
                .defaultIfEmpty(gone());
    }

    /** The link may be opened in a browser where nobody, or somebody else, is signed in. */
    private void showAtOnce(Account account, ServerWebExchange exchange) {
        if (currentSession.isOf(account.id(), exchange)) {
            currentSession.update(exchange, account);
        }
    }

    private static Rendering gone() {
        return Rendering.view("storefront/account/link-gone")
                .modelAttribute("topic", "change")
                .status(HttpStatus.GONE)
                .build();
    }
}
