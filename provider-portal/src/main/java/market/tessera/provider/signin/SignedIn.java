package market.tessera.provider.signin;

import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.provider.staff.NetworkAddress;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import market.tessera.provider.staff.StaffAccounts;
import market.tessera.provider.staff.Through;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Begins the session of somebody who has proven to be the person, after the second proof where one is needed. */
@Component
public class SignedIn {
    private final SessionTokens tokens;
    private final StaffAccounts accounts;
    private final PendingSignIns pending;
    private final SecurityAudit audit;
    private final boolean secure;

    SignedIn(
            SessionTokens tokens,
            StaffAccounts accounts,
            PendingSignIns pending,
            SecurityAudit audit,
            @Value("${tessera.identity.secure-cookies:true}") boolean secure) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.pending = pending;
        this.audit = audit;
        this.secure = secure;
    }

    /** Where to go now: on, or to the page that asks for the second proof or sets it up. */
    public Mono<String> lead(Person person, String goOn, ServerWebExchange exchange) {
        return accounts.findById(person.id()).flatMap(account -> {
            if (account.secondFactor()) {
                return wait(person, goOn, exchange).thenReturn("/portal/sign-in/code");
            }
            return account.lacksSecondFactor(person)
                    ? wait(person, goOn, exchange).thenReturn("/portal/sign-in/second-factor")
                    : begin(person, exchange).thenReturn(goOn);
        });
    }

    /** As {@link #lead}, of somebody for whom the sign-in service of the provider has vouched: the session is good for that provider alone. */
    public Mono<String> lead(Person person, UUID provider, String goOn, ServerWebExchange exchange) {
        return lead(Through.only(person, provider), goOn, exchange);
    }

    /** Keeps that somebody came from the provider's sign-in service and was turned away. */
    public Mono<Void> refused(UUID provider, String reason, ServerWebExchange exchange) {
        return audit.attempted(Event.SINGLE_SIGN_ON_REFUSED, provider, reason, NetworkAddress.of(exchange));
    }

    /** The session itself. */
    Mono<Void> begin(Person person, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> exchange.getResponse().addCookie(tokens.signIn(person)))
                .then(audit.record(Event.SIGNED_IN, person.id(), person.email(), NetworkAddress.of(exchange)));
    }

    /** Uses up what was pending and begins the session; empty if that has led to one already. */
    Mono<Person> complete(Person person, ServerWebExchange exchange) {
        return pending.end(exchange.getRequest())
                .filter(first -> first)
                .doOnNext(_ -> exchange.getResponse().addCookie(PendingSignIns.none(secure)))
                .flatMap(_ -> begin(person, exchange))
                .thenReturn(person);
    }

    private Mono<Void> wait(Person person, String goOn, ServerWebExchange exchange) {
        return pending.begin(person, goOn, secure)
                .doOnNext(exchange.getResponse()::addCookie)
                .then();
    }
}
