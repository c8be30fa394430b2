package market.tessera.checkout.learner;

import java.util.List;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.identity.SessionTokens.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Learners' sessions. The token says who; whether the session still counts is looked up, so that signing out ends it here, too, within a moment. */
@Component
public class LearnerSessions implements ServerSecurityContextRepository {
    private final SessionTokens tokens;
    private final EndedSessions ended;

    LearnerSessions(SessionTokens tokens, EndedSessions ended) {
        this.tokens = tokens;
        this.ended = ended;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.justOrEmpty(tokens.read(exchange.getRequest(), Person.Kind.LEARNER))
                .filterWhen(session ->
                        ended.hasEnded(session.person().id(), session.id()).map(over -> !over))
                .map(Session::person)
                .map(LearnerSessions::context)
                .cache();
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }

    private static SecurityContext context(Person learner) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                learner, null, List.of(new SimpleGrantedAuthority("ROLE_LEARNER"))));
    }
}
