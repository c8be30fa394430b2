package market.tessera.storefront.account.registration;

import java.util.Objects;
import java.util.Optional;
import market.tessera.platform.identity.LocalPath;
import market.tessera.platform.identity.PersonName;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.storefront.account.AccountWords;
import market.tessera.storefront.account.EvenPace;
import market.tessera.storefront.account.MailLimits;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asks for name and e-mail address, and answers the same whether the address is known or not. */
@Controller
class SignUpPage {
    private static final String VIEW = "storefront/account/sign-up";

    private final SignUp signUp;
    private final MailLimits limits;
    private final AccountWords words;

    SignUpPage(SignUp signUp, MailLimits limits, AccountWords words) {
        this.signUp = signUp;
        this.limits = limits;
        this.words = words;
    }

    /** What was typed. */
    record Form(
            @Nullable String name,
            @Nullable String email,
            @BindParam("return") @Nullable String goOn) {
        Form {
            name = Objects.requireNonNullElse(name, "");
            email = Objects.requireNonNullElse(email, "");
            goOn = LocalPath.of(goOn, "/account");
        }
    }

    @GetMapping("/account/sign-up")
    Rendering show(@ModelAttribute Form form) {
        return page(form, new Problems(), HttpStatus.OK);
    }

    @PostMapping("/account/sign-up")
    Mono<Rendering> signUp(@ModelAttribute Form form, ServerWebExchange exchange) {
        var visitor = Visitor.of(exchange);
        var name = PersonName.parse(form.name());
        var email = EmailAddress.parse(form.email());
        return name.isPresent() && email.isPresent()
                ? EvenPace.of(invite(form, name.get(), email.get(), visitor))
                : Mono.just(page(form, problems(name, email, visitor), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private Mono<Rendering> invite(Form form, PersonName name, EmailAddress email, Visitor visitor) {
        var sent = Rendering.view("storefront/account/check-mail")
                .modelAttribute("email", email.text())
                .modelAttribute("topic", "sign-up")
                .build();
        return limits.ask(email, visitor).flatMap(verdict -> switch (verdict) {
            case SEND ->
                signUp.invite(email, name.text(), Objects.requireNonNull(form.goOn()), visitor)
                        .thenReturn(sent);
            case KEEP_QUIET -> Mono.just(sent);
            case REFUSE ->
                Mono.just(page(
                        form,
                        new Problems().add("email", words.say(visitor.locale(), "mail.too-many")),
                        HttpStatus.TOO_MANY_REQUESTS));
        });
    }

    private Problems problems(Optional<PersonName> name, Optional<EmailAddress> email, Visitor visitor) {
        var problems = new Problems();
        if (name.isEmpty()) {
            problems.add("name", words.say(visitor.locale(), "name.wrong"));
        }
        if (email.isEmpty()) {
            problems.add("email", words.say(visitor.locale(), "email.wrong"));
        }
        return problems;
    }

    private static Rendering page(Form form, Problems problems, HttpStatus status) {
        return Rendering.view(VIEW)
                .modelAttribute("form", form)
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }
}
