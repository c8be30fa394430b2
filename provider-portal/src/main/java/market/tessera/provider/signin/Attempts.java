package market.tessera.provider.signin;

import java.util.List;
import market.tessera.platform.identity.Person;
import market.tessera.provider.staff.NetworkAddress;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Slows down guessing of second proofs, as {@link SignInThrottle} does for passwords, and keeps what was tried. */
@Component
class Attempts {
    private final SignInThrottle throttle;
    private final SecurityAudit audit;

    Attempts(SignInThrottle throttle, SecurityAudit audit) {
        this.throttle = throttle;
        this.audit = audit;
    }

    /** How a second proof ended. */
    sealed interface Proof {
        /** @param codes new recovery codes, if there are any */
        record Right(List<String> codes) implements Proof {}

        record Wrong() implements Proof {}

        record Throttled(long seconds) implements Proof {}
    }

    /** @param check empty if the proof is wrong; not looked at while the person has to wait */
    Mono<Proof> judge(Person person, ServerWebExchange exchange, Mono<List<String>> check) {
        var subject = "code of " + person.id();
        var address = NetworkAddress.of(exchange);
        return throttle.take(subject, address)
                .<Proof>map(pause -> new Proof.Throttled(pause.toSeconds() + 1))
                .switchIfEmpty(Mono.defer(() -> check.flatMap(
                                codes -> throttle.forgive(subject, address).thenReturn((Proof) new Proof.Right(codes)))
                        .switchIfEmpty(Mono.defer(() -> record(Event.SECOND_FACTOR_REFUSED, person, exchange)
                                .thenReturn(new Proof.Wrong())))));
    }

    Mono<Void> record(Event event, Person person, ServerWebExchange exchange) {
        return audit.record(event, person.id(), person.email(), NetworkAddress.of(exchange));
    }
}
