package market.tessera.provider.signin;

import java.util.List;
import java.util.Objects;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.secondfactor.SecondFactors;
import market.tessera.provider.signin.PendingSignIns.Pending;
import market.tessera.provider.staff.People;
import market.tessera.provider.staff.SecurityAudit.Event;
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

/** Between the password and the session: the second proof, or setting it up where a role needs it. */
@Controller
@RequestMapping("/portal/sign-in")
class SecondProofPage {
    private static final String CODE = "provider-portal/sign-in-code";
    private static final String SET_UP = "provider-portal/second-factor-new";

    private final PendingSignIns pending;
    private final SecondFactors factors;
    private final People people;
    private final SignedIn signedIn;
    private final Attempts attempts;

    SecondProofPage(
            PendingSignIns pending, SecondFactors factors, People people, SignedIn signedIn, Attempts attempts) {
        this.pending = pending;
        this.factors = factors;
        this.people = people;
        this.signedIn = signedIn;
        this.attempts = attempts;
    }

    record Form(@Nullable String code) {
        String typed() {
            return Objects.requireNonNullElse(code, "").strip();
        }
    }

    @GetMapping("/code")
    Mono<Rendering> ask(ServerWebExchange exchange) {
        return pending.find(exchange.getRequest())
                .map(_ -> Rendering.view(CODE).build())
                .defaultIfEmpty(signIn());
    }

    @PostMapping("/code")
    Mono<Rendering> check(@ModelAttribute Form form, ServerWebExchange exchange) {
        return pending.find(exchange.getRequest())
                .flatMap(who -> people.find(who.staff())
                        .map(who::narrowed)
                        .flatMap(person -> attempts.judge(
                                        person,
                                        exchange,
                                        factors.check(person.id(), form.typed())
                                                .filter(right -> right)
                                                .map(_ -> List.<String>of()))
                                .flatMap(proof -> answer(
                                        proof, who, person, exchange, Mono.fromSupplier(SecondProofPage::askAgain)))))
                .defaultIfEmpty(signIn());
    }

    @GetMapping("/second-factor")
    Mono<Rendering> setUp(ServerWebExchange exchange) {
        return pending.find(exchange.getRequest())
                .flatMap(who -> people.find(who.staff()))
                .flatMap(person -> page(person, false, HttpStatus.OK))
                .defaultIfEmpty(signIn());
    }

    @PostMapping("/second-factor")
    Mono<Rendering> confirm(@ModelAttribute Form form, ServerWebExchange exchange) {
        return pending.find(exchange.getRequest())
                .flatMap(who -> people.find(who.staff())
                        .map(who::narrowed)
                        .flatMap(person -> attempts.judge(person, exchange, factors.confirm(person.id(), form.typed()))
                                .delayUntil(proof -> proof instanceof Attempts.Proof.Right
                                        ? attempts.record(Event.SECOND_FACTOR_SET_UP, person, exchange)
                                        : Mono.empty())
                                .flatMap(proof -> answer(
                                        proof,
                                        who,
                                        person,
                                        exchange,
                                        page(person, true, HttpStatus.UNPROCESSABLE_CONTENT)))))
                .defaultIfEmpty(signIn());
    }

    private Mono<Rendering> answer(
            Attempts.Proof proof, Pending who, Person person, ServerWebExchange exchange, Mono<Rendering> again) {
        return switch (proof) {
            case Attempts.Proof.Right(var codes) ->
                signedIn.complete(person, exchange).map(_ -> codes.isEmpty() ? onTo(who) : codes(codes, who.goOn()));
            case Attempts.Proof.Wrong() -> again;
            case Attempts.Proof.Throttled(var seconds) -> Mono.just(throttled(seconds));
        };
    }

    private static Rendering onTo(Pending who) {
        return SeeOther.to(who.goOn());
    }

    private static Rendering askAgain() {
        return Rendering.view(CODE)
                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("wrong", true)
                .build();
    }

    private Mono<Rendering> page(Person person, boolean wrong, HttpStatus status) {
        return factors.begin(person.id(), person.email())
                .map(enrolment -> Rendering.view(SET_UP)
                        .status(status)
                        .modelAttribute("enrolment", enrolment)
                        .modelAttribute("target", "/portal/sign-in/second-factor")
                        .modelAttribute("needed", true)
                        .modelAttribute("wrong", wrong)
                        .build());
    }

    static Rendering codes(List<String> codes, String goOn) {
        return Rendering.view("provider-portal/recovery-codes")
                .modelAttribute("codes", codes)
                .modelAttribute("goOn", goOn)
                .build();
    }

    private static Rendering throttled(long seconds) {
        return Rendering.view(CODE)
                .status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .modelAttribute("minutes", seconds / 60 + 1)
                .build();
    }

    private static Rendering signIn() {
        return SeeOther.to("/portal/sign-in");
    }
}
