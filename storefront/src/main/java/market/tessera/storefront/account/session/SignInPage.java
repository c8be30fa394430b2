package market.tessera.storefront.account.session;

import java.util.Objects;
import java.util.Set;
import market.tessera.platform.identity.LocalPath;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.account.AccountWords;
import market.tessera.storefront.account.PasswordTries;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.SignIn.Attempt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in. A browser whose session can be renewed is sent on without being asked. */
@Controller
class SignInPage {
    private static final String VIEW = "storefront/account/sign-in";
    private static final Set<String> NEWS = Set.of("signed-out", "password-reset", "account-closed");

    private final SignIn signIn;
    private final StartSession sessions;
    private final RenewSession renewal;
    private final PasswordTries tries;
    private final AccountWords words;

    SignInPage(SignIn signIn, StartSession sessions, RenewSession renewal, PasswordTries tries, AccountWords words) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.renewal = renewal;
        this.tries = tries;
        this.words = words;
    }

    /** What was typed. */
    record Form(
            @Nullable String email,
            @Nullable String password,
            @BindParam("return") @Nullable String goOn) {
        Form {
            email = Objects.requireNonNullElse(email, "");
            password = Objects.requireNonNullElse(password, "");
            goOn = LocalPath.of(goOn, "/account");
        }
    }

    @GetMapping("/account/sign-in")
    Mono<Rendering> show(
            @ModelAttribute Form form, @RequestParam(defaultValue = "") String news, ServerWebExchange exchange) {
        return renewal.renew(exchange)
                .map(signedIn -> signedIn
                        ? to(form)
                        : page(form, new Problems())
                                .modelAttribute("news", known(news))
                                .build());
    }

    /** Where a page that needs a session sends a browser that may still have one. */
    @GetMapping("/account/session")
    Mono<Rendering> renew(@ModelAttribute Form form, ServerWebExchange exchange) {
        return show(form, "", exchange);
    }

    @PostMapping("/account/sign-in")
    Mono<Rendering> signIn(@ModelAttribute Form form, ServerWebExchange exchange) {
        return signIn.attempt(
                        Objects.requireNonNull(form.email()),
                        Objects.requireNonNull(form.password()),
                        Visitor.of(exchange))
                .flatMap(attempt -> answer(attempt, form, exchange));
    }

    private Mono<Rendering> answer(Attempt attempt, Form form, ServerWebExchange exchange) {
        return switch (attempt) {
            case Attempt.Welcome(var account) ->
                sessions.start(account, exchange).thenReturn(to(form));
            case Attempt.Refused() ->
                Mono.just(page(form, problem("sign-in.refused", exchange))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .build());
            case Attempt.TooMany() ->
                Mono.just(page(
                                form,
                                problem(
                                        "sign-in.too-many",
                                        exchange,
                                        tries.pause().toMinutes()))
                        .status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Long.toString(tries.pause().toSeconds()))
                        .build());
        };
    }

    private Problems problem(String key, ServerWebExchange exchange, Object... values) {
        return new Problems().add("email", words.say(Visitor.of(exchange).locale(), key, values));
    }

    private static Rendering.Builder<?> page(Form form, Problems problems) {
        return Rendering.view(VIEW).modelAttribute("form", form).modelAttribute("problems", problems);
    }

    private static Rendering to(Form form) {
        return SeeOther.to(Objects.requireNonNull(form.goOn()));
    }

    private static String known(String news) {
        return NEWS.contains(news) ? news : "";
    }
}
