package market.tessera.storefront.account.profile;

import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.CurrentSession;
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

/** Closes the account for good. What providers and the law need of purchases and badges stays where it is: with checkout. */
@Controller
class ClosePage {
    private final PasswordCheck passwordCheck;
    private final CloseAccount closeAccount;
    private final CurrentSession currentSession;

    ClosePage(PasswordCheck passwordCheck, CloseAccount closeAccount, CurrentSession currentSession) {
        this.passwordCheck = passwordCheck;
        this.closeAccount = closeAccount;
        this.currentSession = currentSession;
    }

    /** @param badges whether they are to go, too */
    record Form(@Nullable String current, @Nullable String badges) {
        public boolean isBadgesToo() {
            return "true".equals(badges);
        }
    }

    @GetMapping("/account/delete")
    Rendering show() {
        return page(new Form(null, null), new Problems(), HttpStatus.OK);
    }

    @PostMapping("/account/delete")
    Mono<Rendering> close(
            @AuthenticationPrincipal Person person, @ModelAttribute Form form, ServerWebExchange exchange) {
        return passwordCheck
                .complaint(person.id(), form.current(), Visitor.of(exchange))
                .flatMap(complaint -> answer(form, complaint, person.id(), exchange));
    }

    private Mono<Rendering> answer(Form form, Optional<String> complaint, UUID account, ServerWebExchange exchange) {
        return complaint
                .map(wrong ->
                        Mono.just(page(form, new Problems().add("current", wrong), HttpStatus.UNPROCESSABLE_CONTENT)))
                .orElseGet(() -> closeAccount
                        .close(account, form.isBadgesToo(), Visitor.of(exchange))
                        .then(Mono.fromSupplier(() -> closed(exchange))));
    }

    private Rendering closed(ServerWebExchange exchange) {
        currentSession.forget(exchange);
        return SeeOther.to("/account/sign-in?news=account-closed");
    }

    private static Rendering page(Form form, Problems problems, HttpStatus status) {
        return Rendering.view("storefront/account/delete")
                .modelAttribute("form", form)
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }
}
