package market.tessera.provider.signin;

import java.util.List;
import java.util.Objects;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.secondfactor.SecondFactors;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.SecurityAudit.Event;
import market.tessera.provider.staff.StaffAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own second proof: setting it up, other recovery codes, giving it up or changing the device. */
@Controller
@RequestMapping("/portal/account/second-factor")
class SecondFactorPage {
    private final SecondFactors factors;
    private final StaffAccounts accounts;
    private final Attempts attempts;
    private final SessionTokens tokens;

    SecondFactorPage(SecondFactors factors, StaffAccounts accounts, Attempts attempts, SessionTokens tokens) {
        this.factors = factors;
        this.accounts = accounts;
        this.attempts = attempts;
        this.tokens = tokens;
    }

    record Form(@Nullable String code) {
        String typed() {
            return Objects.requireNonNullElse(code, "").strip();
        }
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope) {
        return page(scope.person(), "", HttpStatus.OK);
    }

    /** Every other session ends. */
    @PostMapping
    Mono<Rendering> confirm(ProviderScope scope, @ModelAttribute Form form, ServerWebExchange exchange) {
        return attempt(
                scope.person(),
                exchange,
                factors.confirm(scope.person().id(), form.typed())
                        .doOnNext(_ -> exchange.getResponse().addCookie(tokens.signIn(scope.person()))),
                Event.SECOND_FACTOR_SET_UP);
    }

    @PostMapping("/codes")
    Mono<Rendering> codes(ProviderScope scope, @ModelAttribute Form form, ServerWebExchange exchange) {
        var id = scope.person().id();
        return attempt(
                scope.person(),
                exchange,
                factors.check(id, form.typed()).filter(right -> right).flatMap(_ -> factors.newRecoveryCodes(id)),
                Event.RECOVERY_CODES_RENEWED);
    }

    /** Whoever needs one sets it up again at the next request. */
    @PostMapping("/remove")
    Mono<Rendering> remove(ProviderScope scope, @ModelAttribute Form form, ServerWebExchange exchange) {
        var id = scope.person().id();
        return attempt(
                scope.person(),
                exchange,
                factors.check(id, form.typed())
                        .filter(right -> right)
                        .flatMap(_ -> factors.remove(id).thenReturn(List.<String>of())),
                Event.SECOND_FACTOR_REMOVED);
    }

    private Mono<Rendering> attempt(Person person, ServerWebExchange exchange, Mono<List<String>> deed, Event event) {
        return attempts.judge(person, exchange, deed).flatMap(proof -> switch (proof) {
            case Attempts.Proof.Right(var codes) ->
                attempts.record(event, person, exchange)
                        .thenReturn(
                                codes.isEmpty()
                                        ? SeeOther.to("/portal/account")
                                        : SecondProofPage.codes(codes, "/portal/account"));
            case Attempts.Proof.Wrong() -> page(person, "wrong", HttpStatus.UNPROCESSABLE_CONTENT);
            case Attempts.Proof.Throttled(var seconds) -> {
                exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
                yield page(person, "throttled", HttpStatus.TOO_MANY_REQUESTS);
            }
        });
    }

    private Mono<Rendering> page(Person person, String refused, HttpStatus status) {
        return accounts.findById(person.id())
                .flatMap(account -> account.secondFactor()
                        ? factors.recoveryCodesLeft(person.id())
                                .map(left -> Rendering.view("provider-portal/second-factor")
                                        .status(status)
                                        .modelAttribute("left", left)
                                        .modelAttribute("refused", refused)
                                        .build())
                        : factors.begin(person.id(), person.email())
                                .map(enrolment -> Rendering.view("provider-portal/second-factor-new")
                                        .status(status)
                                        .modelAttribute("enrolment", enrolment)
                                        .modelAttribute("target", "/portal/account/second-factor")
                                        .modelAttribute("needed", false)
                                        .modelAttribute("wrong", !refused.isEmpty())
                                        .build()));
    }
}
