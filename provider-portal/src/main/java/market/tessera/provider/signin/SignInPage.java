package market.tessera.provider.signin;

import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.signin.SignIn.Attempt;
import market.tessera.provider.staff.NetworkAddress;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Signing in and out. */
@Controller
class SignInPage {
    private static final String VIEW = "provider-portal/sign-in";

    private final SignIn signIn;
    private final SignedIn signedIn;
    private final SessionTokens tokens;
    private final SecurityAudit audit;

    SignInPage(SignIn signIn, SignedIn signedIn, SessionTokens tokens, SecurityAudit audit) {
        this.signIn = signIn;
        this.signedIn = signedIn;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** What was typed. */
    record Form(
            @Nullable String email,
            @Nullable String password,
            @Nullable String goOn) {
        String typedEmail() {
            return email == null ? "" : email;
        }

        String typedPassword() {
            return password == null ? "" : password;
        }
    }

    @GetMapping("/portal/sign-in")
    Rendering show(
            @RequestParam(name = "return", required = false) @Nullable String goOn,
            @RequestParam(required = false) @Nullable String changed) {
        return Rendering.view(VIEW)
                .modelAttribute("form", new Form(null, null, GoOn.local(goOn)))
                .modelAttribute("changed", changed != null)
                .build();
    }

    @PostMapping("/portal/sign-in")
    Mono<Rendering> signIn(@ModelAttribute Form form, ServerWebExchange exchange) {
        return signIn.attempt(form.typedEmail(), form.typedPassword(), NetworkAddress.of(exchange))
                .flatMap(attempt -> answer(attempt, form, exchange));
    }

    @PostMapping("/portal/sign-out")
    Mono<Rendering> signOut(ServerWebExchange exchange, ProviderScope scope) {
        exchange.getResponse().addCookie(tokens.signOut(Person.Kind.STAFF));
        var person = scope.person();
        return audit.record(Event.SIGNED_OUT, person.id(), person.email(), NetworkAddress.of(exchange))
                .thenReturn(SeeOther.to("/portal/sign-in"));
    }

    private Mono<Rendering> answer(Attempt attempt, Form form, ServerWebExchange exchange) {
        return switch (attempt) {
            case Attempt.Welcome(var person) ->
                signedIn.lead(person, GoOn.local(form.goOn()), exchange).map(SeeOther::to);
            case Attempt.Elsewhere(var institution) ->
                Mono.just(SeeOther.to(UriComponentsBuilder.fromPath("/portal/sign-in/at/{slug}")
                        .queryParam("return", "{goOn}")
                        .queryParam("needed", true)
                        .encode()
                        .buildAndExpand(institution, GoOn.local(form.goOn()))
                        .toUriString()));
            case Attempt.Refused() ->
                Mono.just(again(form, HttpStatus.UNPROCESSABLE_CONTENT).build());
            case Attempt.Throttled(var pause) ->
                Mono.just(again(form, HttpStatus.TOO_MANY_REQUESTS)
                        .modelAttribute("minutes", pause.toMinutes() + 1)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds() + 1))
                        .build());
        };
    }

    private static Rendering.Builder<?> again(Form form, HttpStatus status) {
        return Rendering.view(VIEW)
                .status(status)
                .modelAttribute("form", new Form(form.email(), null, GoOn.local(form.goOn())))
                .modelAttribute("refused", true);
    }
}
