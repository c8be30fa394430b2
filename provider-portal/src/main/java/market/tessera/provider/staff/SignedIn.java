package market.tessera.provider.staff;

import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Begins the session of somebody who has proven to be the person. */
@Component
public class SignedIn {
    private final SessionTokens tokens;

    SignedIn(SessionTokens tokens) {
        this.tokens = tokens;
    }

    /** Where to go now. */
    public Mono<String> lead(Person person, String goOn, ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> {
            exchange.getResponse().addCookie(tokens.signIn(person));
            return goOn;
        });
    }
}
