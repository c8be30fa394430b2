package market.tessera.storefront.account.recovery;

import java.util.Objects;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.storefront.account.AccountWords;
import market.tessera.storefront.account.EvenPace;
import market.tessera.storefront.account.MailLimits;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asks for the e-mail address of a forgotten password's account, and answers the same whether there is one or not. */
@Controller
class ForgotPage {
    private final Recovery recovery;
    private final MailLimits limits;
    private final AccountWords words;
    private final TransactionalOperator transaction;

    ForgotPage(Recovery recovery, MailLimits limits, AccountWords words, TransactionalOperator transaction) {
        this.recovery = recovery;
        this.limits = limits;
        this.words = words;
        this.transaction = transaction;
    }

    record Form(@Nullable String email) {
        Form {
            email = Objects.requireNonNullElse(email, "");
        }
    }

    @GetMapping("/account/forgot")
    Rendering show(@ModelAttribute Form form) {
        return page(form, new Problems(), HttpStatus.OK);
    }

    @PostMapping("/account/forgot")
    Mono<Rendering> mail(@ModelAttribute Form form, ServerWebExchange exchange) {
        var visitor = Visitor.of(exchange);
        return EmailAddress.parse(form.email())
                .map(email -> EvenPace.of(mail(form, email, visitor)))
                .orElseGet(() -> Mono.just(page(
                        form,
                        new Problems().add("email", words.say(visitor.locale(), "email.wrong")),
                        HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private Mono<Rendering> mail(Form form, EmailAddress email, Visitor visitor) {
        var sent = Rendering.view("storefront/account/check-mail")
                .modelAttribute("email", email.text())
                .modelAttribute("topic", "forgot")
                .build();
        return limits.ask(email, visitor).flatMap(verdict -> switch (verdict) {
            case SEND ->
                recovery.mail(email, visitor).as(transaction::transactional).thenReturn(sent);
            case KEEP_QUIET -> Mono.just(sent);
            case REFUSE ->
                Mono.just(page(
                        form,
                        new Problems().add("email", words.say(visitor.locale(), "mail.too-many")),
                        HttpStatus.TOO_MANY_REQUESTS));
        });
    }

    private static Rendering page(Form form, Problems problems, HttpStatus status) {
        return Rendering.view("storefront/account/forgot")
                .modelAttribute("form", form)
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }
}
