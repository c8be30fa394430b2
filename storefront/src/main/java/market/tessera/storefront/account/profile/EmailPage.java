package market.tessera.storefront.account.profile;

import java.util.Objects;
import java.util.Optional;
import market.tessera.platform.identity.Person;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.storefront.account.AccountWords;
import market.tessera.storefront.account.EvenPace;
import market.tessera.storefront.account.MailLimits;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
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

/** Asks for another e-mail address; the account keeps the old one until the new one is proven. */
@Controller
class EmailPage {
    private final PasswordCheck passwordCheck;
    private final MailLimits limits;
    private final ChangeEmail changeEmail;
    private final AccountWords words;

    EmailPage(PasswordCheck passwordCheck, MailLimits limits, ChangeEmail changeEmail, AccountWords words) {
        this.passwordCheck = passwordCheck;
        this.limits = limits;
        this.changeEmail = changeEmail;
        this.words = words;
    }

    record Form(@Nullable String email, @Nullable String current) {
        Form {
            email = Objects.requireNonNullElse(email, "");
        }
    }

    @GetMapping("/account/email")
    Rendering show(@ModelAttribute Form form) {
        return page(form, new Problems(), HttpStatus.OK);
    }

    @PostMapping("/account/email")
    Mono<Rendering> change(
            @AuthenticationPrincipal Person person, @ModelAttribute Form form, ServerWebExchange exchange) {
        var visitor = Visitor.of(exchange);
        var email = EmailAddress.parse(form.email());
        return passwordCheck
                .complaint(person.id(), form.current(), visitor)
                .map(complaint -> problems(email, complaint, visitor))
                .flatMap(problems -> problems.none()
                        ? EvenPace.of(ask(person, form, email.orElseThrow(), visitor))
                        : Mono.just(page(form, problems, HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private Mono<Rendering> ask(Person person, Form form, EmailAddress email, Visitor visitor) {
        var sent = Rendering.view("storefront/account/check-mail")
                .modelAttribute("email", email.text())
                .modelAttribute("topic", "change")
                .build();
        return limits.ask(email, visitor).flatMap(verdict -> switch (verdict) {
            case SEND -> changeEmail.ask(person.id(), email, visitor).thenReturn(sent);
            case KEEP_QUIET -> Mono.just(sent);
            case REFUSE ->
                Mono.just(page(
                        form,
                        new Problems().add("email", words.say(visitor.locale(), "mail.too-many")),
                        HttpStatus.TOO_MANY_REQUESTS));
        });
    }

    private Problems problems(Optional<EmailAddress> email, Optional<String> complaint, Visitor visitor) {
        var problems = new Problems();
        if (email.isEmpty()) {
            problems.add("email", words.say(visitor.locale(), "email.wrong"));
        }
        complaint.ifPresent(wrong -> problems.add("current", wrong));
        return problems;
    }

    private static Rendering page(Form form, Problems problems, HttpStatus status) {
        return Rendering.view("storefront/account/email")
                .modelAttribute("form", form)
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }
}
